package org.briefwire.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.briefwire.model.DeliveryState;
import org.briefwire.model.EmailAddress;
import org.jdbi.v3.core.Handle;

/** Mails that go ahead of the bulk: confirmations, approvals, alerts. */
public final class Notices {
    private final Database database;
    private final Database prompt;

    public Notices(Database database) {
        this.database = database;
        this.prompt = database.prompt();
    }

    /**
     * Asks for a mail.
     *
     * @param dedupe asked for twice with the same text, it goes once
     * @param mime the whole message
     */
    public record Post(
            String kind, String dedupe, EmailAddress address, byte[] mime, Instant due) {}

    /** A notice that its owner is to hand over now. */
    public record Due(long id, EmailAddress address, byte[] mime, int attempts, Instant firstDue) {}

    /** What became of a try; at is when it ended, or when it is due again. */
    public record Outcome(long id, DeliveryState state, String reply, Instant at) {}

    /**
     * Keeps a mail to be sent.
     *
     * @return false when it was asked for before
     */
    public boolean post(Post post) {
        return database.write(handle -> post(handle, post));
    }

    /** The same in a transaction that keeps more than it. */
    static boolean post(Handle handle, Post post) {
        return handle.createUpdate(
                                """
                                INSERT INTO notice (kind, dedupe, address, mime, state, due)
                                VALUES (:kind, :dedupe, :address, :mime, 'pending', :due)
                                ON CONFLICT (dedupe) DO NOTHING
                                """)
                        .bind("kind", post.kind())
                        .bind("dedupe", post.dedupe())
                        .bind("address", post.address().toString())
                        .bind("mime", post.mime())
                        .bind("due", post.due().toEpochMilli())
                        .execute()
                == 1;
    }

    /** Whether a mail of this text was asked for before. */
    public boolean isPosted(String dedupe) {
        return database.read(handle ->
                handle.createQuery("SELECT count(*) FROM notice WHERE dedupe = :dedupe")
                                .bind("dedupe", dedupe)
                                .mapTo(Long.class)
                                .one()
                        > 0);
    }

    /** Whether a mail of this kind was asked for after an instant. */
    public boolean isPostedSince(String kind, Instant since) {
        return database.read(handle ->
                handle.createQuery(
                                        """
                                        SELECT count(*) FROM notice
                                        WHERE kind = :kind AND COALESCE(first_due, due) > :since
                                        """)
                                .bind("kind", kind)
                                .bind("since", since.toEpochMilli())
                                .mapTo(Long.class)
                                .one()
                        > 0);
    }

    /** Forgets what has ended before an instant, addresses and texts. */
    public int forget(Instant before) {
        return database.write(handle ->
                handle.createUpdate("DELETE FROM notice WHERE done < :before")
                        .bind("before", before.toEpochMilli())
                        .execute());
    }

    /** Takes what is due, the longest due first. */
    public List<Due> claimDue(CourierId owner, Instant now, int limit) {
        if (nextDue().filter(due -> !due.isAfter(now)).isEmpty()) {
            return List.of();
        }
        return prompt.write(handle ->
                handle.createQuery(
                                """
                                UPDATE notice SET state = 'sending', owner = :owner
                                WHERE id IN (
                                    SELECT id FROM notice
                                    WHERE due <= :now AND state IN ('pending', 'deferred')
                                    ORDER BY due, id LIMIT :limit %s)
                                RETURNING id, address, mime, attempts,
                                          COALESCE(first_due, due) AS first_due
                                """
                                        .formatted(database.dialect().skipLocked()))
                        .bind("owner", owner.value())
                        .bind("now", now.toEpochMilli())
                        .bind("limit", limit)
                        .map((rows, context) ->
                                new Due(
                                        rows.getLong("id"),
                                        EmailAddress.parse(rows.getString("address")),
                                        rows.getBytes("mime"),
                                        rows.getInt("attempts"),
                                        Instant.ofEpochMilli(rows.getLong("first_due"))))
                        .list());
    }

    /** Keeps what became of an owner's notices. */
    static void record(Handle handle, CourierId owner, Collection<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        var batch =
                handle.prepareBatch(
                        """
                        UPDATE notice
                        SET state = :state, reply = :reply, attempts = attempts + 1,
                            first_due = COALESCE(first_due, due),
                            due = CASE WHEN :state = 'deferred' THEN :at ELSE due END,
                            done = CASE WHEN :state = 'deferred' THEN NULL ELSE :at END,
                            owner = NULL
                        WHERE id = :id AND owner = :owner AND state = 'sending'
                        """);
        for (var outcome : outcomes) {
            batch.bind("state", outcome.state().word())
                    .bind("reply", outcome.reply())
                    .bind("at", outcome.at().toEpochMilli())
                    .bind("id", outcome.id())
                    .bind("owner", owner.value())
                    .add();
        }
        batch.execute();
    }

    /**
     * Gives up what was asked for before an instant and has not gone out.
     *
     * @return how many of each kind
     */
    public Map<String, Integer> giveUp(Instant before, String because, Instant now) {
        var kinds = new TreeMap<String, Integer>();
        database.write(handle ->
                        handle.createQuery(
                                        """
                                        UPDATE notice
                                        SET state = 'cancelled', reply = :because, done = :now
                                        WHERE state IN ('pending', 'deferred')
                                          AND COALESCE(first_due, due) < :before
                                        RETURNING kind
                                        """)
                                .bind("because", because)
                                .bind("now", now.toEpochMilli())
                                .bind("before", before.toEpochMilli())
                                .mapTo(String.class)
                                .list())
                .forEach(kind -> kinds.merge(kind, 1, Integer::sum));
        return kinds;
    }

    /** When the next notice is due; it may be long past. */
    public Optional<Instant> nextDue() {
        return prompt.read(handle ->
                handle.createQuery(
                                """
                                SELECT due FROM notice WHERE state IN ('pending', 'deferred')
                                ORDER BY due, id LIMIT 1
                                """)
                        .map((rows, context) -> Instant.ofEpochMilli(rows.getLong("due")))
                        .findOne());
    }
}
