package org.briefwire.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
        return database.write(handle -> end(handle, id, evidence, at) || exists(handle, id));
    }

    /** Ends every subscription of this one's subscriber, in the same way. */
    public void unsubscribeFromAll(SubscriptionId id, String evidence, Instant at) {
        database.change(handle ->
                handle.createQuery(
                                """
                                SELECT other.id FROM subscription other
                                JOIN subscription s ON s.subscriber = other.subscriber
                                WHERE s.id = :id ORDER BY other.id
                                """)
                        .bind("id", id.value())
                        .mapTo(Long.class)
                        .list()
                        .forEach(other -> end(handle, new SubscriptionId(other), evidence, at)));
    }

    /** Ends a subscription in a transaction that does more; false: it was ended before. */
    static boolean end(Handle handle, SubscriptionId id, String evidence, Instant at) {
        var ended =
                handle.createUpdate(
                                """
                                UPDATE subscription SET state = 'unsubscribed'
                                WHERE id = :id AND state <> 'unsubscribed'
                                """)
                        .bind("id", id.value())
                        .execute();
        if (ended == 0) {
            return false;
        }
        record(handle, id, new Event(at, EventKind.UNSUBSCRIBED, evidence, ""));
        cancelQueued(handle, id, at);
        return true;
    }

    /**
     * Something that happened to a subscription.
     *
     * @param origin the number of an import; empty for anything else
     */
    public record Event(Instant at, EventKind kind, String evidence, String origin) {}

    /** What happened to a subscription, in order. */
    public List<Event> history(SubscriptionId id) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT at, kind, evidence, COALESCE(import, '') AS origin
                                FROM subscription_event
                                WHERE subscription = :id ORDER BY id
                                """)
                        .bind("id", id.value())
                        .map((row, _) ->
                                new Event(
                                        Instant.ofEpochMilli(row.getLong("at")),
                                        EventKind.ofWord(row.getString("kind")),
                                        row.getString("evidence"),
                                        row.getString("origin")))
                        .list());
    }

    /**
     * Where a subscription stands among the releases.
     *
     * @param cursor the last release that it was offered
     * @param since when it became active
     */
    public record Position(long cursor, long previous, Instant since) {}

    /** Where a subscription stands, if there is one. */
    public Optional<Position> position(SubscriptionId id) {
        return database.read(handle ->
                handle.createQuery("SELECT cursor, prev, since FROM subscription WHERE id = :id")
                        .bind("id", id.value())
                        .map((row, _) ->
                                new Position(
                                        row.getLong("cursor"),
                                        row.getLong("prev"),
                                        Instant.ofEpochMilli(row.getLong("since"))))
                        .findOne());
    }

    /** Whether urgent briefings go to this subscription at once, out of turn. */
    public boolean wantsBreakingNews(SubscriptionId id) {
        return database.read(handle ->
                handle.createQuery(
                                        "SELECT count(*) FROM subscription WHERE id = :id AND breaking = 1")
                                .bind("id", id.value())
                                .mapTo(Long.class)
                                .one()
                        > 0);
    }

    /** Sends urgent briefings to this subscription at once from now on, out of turn. */
    public void askForBreakingNews(SubscriptionId id, String evidence, Instant at) {
        setBreaking(id, 1, new Event(at, EventKind.CHANGED, evidence + " (breaking news)", ""));
    }

    /** Sends urgent briefings to this subscription with the others from now on. */
    public void declineBreakingNews(SubscriptionId id, String evidence, Instant at) {
        setBreaking(id, 0, new Event(at, EventKind.CHANGED, evidence + " (no breaking news)", ""));
    }

    private void setBreaking(SubscriptionId id, int breaking, Event event) {
        database.change(handle -> {
            var changed =
                    handle.createUpdate(
                                    """
                                    UPDATE subscription SET breaking = :breaking
                                    WHERE id = :id AND breaking <> :breaking
                                    """)
                            .bind("breaking", breaking)
                            .bind("id", id.value())
                            .execute();
            if (changed == 1) {
                record(handle, id, event);
            }
        });
    }

    static void record(Handle handle, SubscriptionId id, Event event) {
        handle.createUpdate(
                        """
                        INSERT INTO subscription_event (subscription, at, kind, evidence)
                        VALUES (:id, :at, :kind, :evidence)
                        """)
                .bind("id", id.value())
                .bind("at", event.at().toEpochMilli())
                .bind("kind", event.kind().word())
                .bind("evidence", event.evidence())
                .execute();
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
