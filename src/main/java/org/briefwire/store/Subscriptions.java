package org.briefwire.store;

import java.time.Instant;
import org.briefwire.model.EventKind;
import org.briefwire.model.SubscriptionId;
import org.jdbi.v3.core.Handle;

/** Single subscriptions: their states and their history. */
public final class Subscriptions {
    private final Database database;

    public Subscriptions(Database database) {
        this.database = database;
    }

    /**
     * Ends a subscription and cancels what is queued for it, in one transaction. Again: changes
     * nothing, and adds nothing to the history.
     *
     * @return whether there is such a subscription
     */
    public boolean unsubscribe(SubscriptionId id, String evidence, Instant at) {
        return database.write(handle -> {
            var ended =
                    handle.createUpdate(
                                    """
                                    UPDATE subscription SET state = 'unsubscribed'
                                    WHERE id = :id AND state <> 'unsubscribed'
                                    """)
                            .bind("id", id.value())
                            .execute();
            if (ended == 0) {
                return exists(handle, id);
            }
            handle.createUpdate(
                            """
                            INSERT INTO subscription_event (subscription, at, kind, evidence)
                            VALUES (:id, :at, :kind, :evidence)
                            """)
                    .bind("id", id.value())
                    .bind("at", at.toEpochMilli())
                    .bind("kind", EventKind.UNSUBSCRIBED.word())
                    .bind("evidence", evidence)
                    .execute();
            cancelQueued(handle, id, at);
            return true;
        });
    }

    private static void cancelQueued(Handle handle, SubscriptionId id, Instant at) {
        handle.createUpdate(
                        """
                        UPDATE delivery SET state = 'cancelled', reply = 'unsubscribed', done = :at
                        WHERE subscription = :id AND state IN ('pending', 'deferred')
                        """)
                .bind("id", id.value())
                .bind("at", at.toEpochMilli())
                .execute();
    }

    private static boolean exists(Handle handle, SubscriptionId id) {
        return handle.createQuery("SELECT count(*) FROM subscription WHERE id = :id")
                        .bind("id", id.value())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }
}
