package org.briefwire.store;

import java.util.List;
import org.briefwire.model.EditionId;
import org.briefwire.model.SubscriptionId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** The owners of what is being sent, and their locks. */
final class Claims {
    /** What a courier claims rows of. */
    static final List<String> TABLES = List.of("delivery", "notice");

    private Claims() {}

    /** Every owner of something that is being sent, and every node. */
    static List<CourierId> owners(Handle handle) {
        return handle.createQuery(
                        """
                        SELECT id FROM node
                        UNION SELECT owner FROM delivery WHERE state = 'sending'
                        UNION SELECT owner FROM notice WHERE state = 'sending'
                        """)
                .mapTo(long.class)
                .map(CourierId::new)
                .list();
    }

    /** Makes an owner's rows pending again and forgets the owner. */
    static void free(Handle handle, CourierId owner) {
        putBack(handle, owner);
        handle.createUpdate("DELETE FROM node WHERE id = :owner")
                .bind("owner", owner.value())
                .execute();
    }

    /** Makes an owner's rows pending again. */
    static void putBack(Handle handle, CourierId owner) {
        for (var table : TABLES) {
            handle.createUpdate(
                            """
                            UPDATE %s SET state = 'pending', owner = NULL
                            WHERE state = 'sending' AND owner = :owner
                            """
                                    .formatted(table))
                    .bind("owner", owner.value())
                    .execute();
        }
    }

    /**
     * Makes some of an edition pending again.
     *
     * @param pool where it waits from now on, as the statement has it
     */
    static void putBack(
            Handle handle,
            CourierId owner,
            EditionId edition,
            List<SubscriptionId> subscriptions,
            String pool) {
        handle.createUpdate(
                        """
                        UPDATE delivery SET state = 'pending', owner = NULL, pool = %s
                        WHERE edition = :edition AND subscription IN (<subscriptions>)
                          AND owner = :owner AND state = 'sending'
                        """
                                .formatted(pool))
                .bind("edition", edition.value())
                .bind("owner", owner.value())
                .bindList(
                        "subscriptions", subscriptions.stream().map(SubscriptionId::value).toList())
                .execute();
    }

    /** PostgreSQL's: takes a lock that ends with the session, if nobody has it. */
    static boolean tryAdvisory(Handle session, int space, CourierId owner) {
        return session.createQuery("SELECT pg_try_advisory_lock(:space, :owner)")
                .bind("space", space)
                .bind("owner", Math.toIntExact(owner.value()))
                .mapTo(boolean.class)
                .one();
    }

    static void unlockAdvisory(Handle session, int space, CourierId owner) {
        session.createQuery("SELECT pg_advisory_unlock(:space, :owner)")
                .bind("space", space)
                .bind("owner", Math.toIntExact(owner.value()))
                .mapTo(boolean.class)
                .one();
    }

    /** Whether a session is still alive. */
    static boolean answers(Handle session) {
        try {
            return session.createQuery("SELECT 1").mapTo(int.class).one() == 1;
        } catch (JdbiException gone) {
            return false;
        }
    }
}
