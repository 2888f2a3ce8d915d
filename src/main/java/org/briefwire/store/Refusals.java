package org.briefwire.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.EmailAddress;
import org.briefwire.store.ReturnedMails.Sent;
import org.jdbi.v3.core.Handle;

/** What servers refused for good at hand-over, and nobody has judged yet. */
public final class Refusals {
    private final Database database;

    public Refusals(Database database) {
        this.database = database;
    }

    /**
     * A refusal.
     *
     * @param sent nothing: it was a notice
     * @param notice the notice's number; 0: it was a delivery
     */
    public record Refusal(
            Optional<Sent> sent, long notice, EmailAddress address, String reply, Instant at) {}

    /** The next few that are not judged. */
    public List<Refusal> unjudged(int limit) {
        return database.read(handle -> {
            var refusals = new ArrayList<Refusal>();
            handle.createQuery(
                            """
                            SELECT d.edition, d.subscription, d.reply, d.done, r.address
                            FROM delivery d
                            JOIN subscription s ON s.id = d.subscription
                            JOIN subscriber r ON r.id = s.subscriber
                            WHERE d.state = 'failed' AND d.judged = 0
                            ORDER BY d.edition, d.subscription LIMIT :limit
                            """)
                    .bind("limit", limit)
                    .map((row, _) ->
                            new Refusal(
                                    Optional.of(ReturnedMails.sent(row)),
                                    0,
                                    EmailAddress.parse(row.getString("address")),
                                    row.getString("reply"),
                                    Instant.ofEpochMilli(row.getLong("done"))))
                    .forEach(refusals::add);
            handle.createQuery(
                            """
                            SELECT id, address, reply, done FROM notice
                            WHERE state = 'failed' AND judged = 0 ORDER BY id LIMIT :limit
                            """)
                    .bind("limit", limit)
                    .map((row, _) ->
                            new Refusal(
                                    Optional.empty(),
                                    row.getLong("id"),
                                    EmailAddress.parse(row.getString("address")),
                                    row.getString("reply"),
                                    Instant.ofEpochMilli(row.getLong("done"))))
                    .forEach(refusals::add);
            return refusals;
        });
    }

    /** Judged, and nothing follows: what was refused says nothing of the recipient. */
    public void passOver(Refusal refusal) {
        database.change(handle -> judged(handle, refusal));
    }

    static void judged(Handle handle, Refusal refusal) {
        if (refusal.sent().isEmpty()) {
            handle.createUpdate("UPDATE notice SET judged = 1 WHERE id = :id")
                    .bind("id", refusal.notice())
                    .execute();
            return;
        }
        var sent = refusal.sent().get();
        handle.createUpdate(
                        """
                        UPDATE delivery SET judged = 1
                        WHERE edition = :edition AND subscription = :subscription
                        """)
                .bind("edition", sent.edition().value())
                .bind("subscription", sent.subscription().value())
                .execute();
    }
}
