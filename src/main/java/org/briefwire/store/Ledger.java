package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.briefwire.model.BriefingId;
import org.briefwire.model.CadenceId;
import org.briefwire.model.DeliveryState;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.Slot;
import org.briefwire.model.SubscriptionId;

/** Everything that is kept about one reader's mail, read. */
public final class Ledger {
    private final Database database;

    public Ledger(Database database) {
        this.database = database;
    }

    /** An edition as its lines in a ledger name it. */
    public record Heading(CadenceId cadence, Slot slot, OptionalLong number) {
        private static Heading of(ResultSet row) throws SQLException {
            var value = row.getLong("number");
            var number = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
            return new Heading(
                    new CadenceId(row.getString("cadence")),
                    new Slot(row.getString("slot")),
                    number);
        }
    }

    /** A mail of an edition to a reader, and what became of it. */
    public record Mail(
            long edition,
            Heading heading,
            String subject,
            DeliveryState state,
            boolean isStopped,
            boolean isInDoubt,
            Instant due,
            int attempts,
            String server,
            String reply,
            Optional<Instant> done) {}

    /** What a subscription was sent, or will be, in the order of the editions. */
    public List<Mail> mails(SubscriptionId id) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT d.*, e.cadence, e.slot, e.number, e.paused, c.subject
                                FROM delivery d JOIN edition e ON e.id = d.edition
                                JOIN content c ON c.id = d.content
                                WHERE d.subscription = :id ORDER BY d.edition
                                """)
                        .bind("id", id.value())
                        .map((row, context) ->
                                new Mail(
                                        row.getLong("edition"),
                                        Heading.of(row),
                                        row.getString("subject"),
                                        DeliveryState.ofWord(row.getString("state")),
                                        instant(row, "paused").isPresent(),
                                        row.getInt("doubt") == 1,
                                        Instant.ofEpochMilli(row.getLong("due")),
                                        row.getInt("attempts"),
                                        row.getString("server"),
                                        row.getString("reply"),
                                        instant(row, "done")))
                        .list());
    }

    /** A wave that could have brought a reader a mail. */
    public record Offer(
            long edition,
            Heading heading,
            String findings,
            Instant due,
            long after,
            long cutoff,
            Waves.Outcome outcome) {}

    /** Which waves are meant: those of a cadence in a zone, and those to everybody of the list. */
    public record Round(ListId list, CadenceId cadence, String zone) {}

    /** The waves of a round that came due after an instant, and those out of turn, in order. */
    public List<Offer> offers(Round round, Instant after) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT w.*, e.cadence, e.slot, e.number, e.findings
                                FROM wave w JOIN edition e ON e.id = w.edition
                                WHERE e.list = :list AND w.due >= :after
                                  AND (w.zone = '*' OR e.cadence = :cadence AND w.zone = :zone
                                       OR e.cadence IN ('breaking', 'correction')
                                         AND w.outcome <> 'skipped')
                                ORDER BY w.due, w.id
                                """)
                        .bind("list", round.list().value())
                        .bind("cadence", round.cadence().value())
                        .bind("zone", round.zone())
                        .bind("after", after.toEpochMilli())
                        .map((row, context) ->
                                new Offer(
                                        row.getLong("edition"),
                                        Heading.of(row),
                                        row.getString("findings"),
                                        Instant.ofEpochMilli(row.getLong("due")),
                                        row.getLong("after"),
                                        row.getLong("cutoff"),
                                        Waves.Outcome.ofWord(row.getString("outcome"))))
                        .list());
    }

    /** The briefings that mails brought a subscription, or will, each with its mail's edition. */
    public Map<BriefingId, Long> briefings(SubscriptionId id) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT i.briefing, MIN(d.edition) AS edition
                                FROM delivery d JOIN content_item i ON i.content = d.content
                                WHERE d.subscription = :id AND d.state <> 'cancelled'
                                GROUP BY i.briefing
                                """)
                        .bind("id", id.value())
                        .map((row, context) ->
                                Map.entry(
                                        new BriefingId(row.getLong("briefing")),
                                        row.getLong("edition")))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** A mail that came back, or a complaint. */
    public record Return(Instant at, String kind, String status, String category, boolean isHard) {}

    /** What came back of a subscription's mails. */
    public List<Return> returns(SubscriptionId id) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT b.at, b.kind, r.status, r.category, r.hard
                                FROM bounce_recipient r JOIN bounce b ON b.id = r.bounce
                                WHERE r.subscription = :id ORDER BY b.at, b.id, r.position
                                """)
                        .bind("id", id.value())
                        .map((row, context) ->
                                new Return(
                                        Instant.ofEpochMilli(row.getLong("at")),
                                        row.getString("kind"),
                                        row.getString("status"),
                                        row.getString("category"),
                                        row.getInt("hard") == 1))
                        .list());
    }

    /** A mail outside of editions: a confirmation, an approval, an alert. */
    public record Notice(
            String kind,
            DeliveryState state,
            Instant due,
            int attempts,
            String reply,
            Optional<Instant> done) {}

    /** The notices to an address, in the order in which they were asked for. */
    public List<Notice> notices(EmailAddress address) {
        return database.read(handle ->
                handle.createQuery("SELECT * FROM notice WHERE address = :address ORDER BY id")
                        .bind("address", address.toString())
                        .map((row, context) ->
                                new Notice(
                                        row.getString("kind"),
                                        DeliveryState.ofWord(row.getString("state")),
                                        Instant.ofEpochMilli(row.getLong("due")),
                                        row.getInt("attempts"),
                                        row.getString("reply"),
                                        instant(row, "done")))
                        .list());
    }

    /** Why an address gets no mail. */
    public record Ban(String reason, Instant at, String evidence) {}

    /** Why an address of a subscriber gets no mail; nothing: it gets mail. */
    public Optional<Ban> ban(EmailAddress address) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT x.reason, x.at, x.evidence FROM suppression x
                                JOIN subscriber r ON r.key_hash = x.key_hash
                                WHERE r.address_key = :key
                                """)
                        .bind("key", address.key())
                        .map((row, context) ->
                                new Ban(
                                        row.getString("reason"),
                                        Instant.ofEpochMilli(row.getLong("at")),
                                        row.getString("evidence")))
                        .findOne());
    }

    /** Why an address got no mail at an instant; nothing: it was not suppressed then. */
    public Optional<String> banAt(EmailAddress address, Instant at) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT kind, reason FROM suppression_event
                                WHERE key_hash = :hash AND (at < :at OR at = :at AND kind = 'added')
                                ORDER BY id DESC LIMIT 1
                                """)
                        .bind("hash", address.keyHash())
                        .bind("at", at.toEpochMilli())
                        .map((row, context) ->
                                row.getString("kind").equals("added")
                                        ? Optional.of(row.getString("reason"))
                                        : Optional.<String>empty())
                        .findOne()
                        .flatMap(reason -> reason));
    }

    /** Until when a subscription gets no mail because its reader said so. */
    public Optional<Instant> pausedUntil(SubscriptionId id) {
        return database.read(handle ->
                handle.createQuery("SELECT paused_until FROM subscription WHERE id = :id")
                        .bind("id", id.value())
                        .map((row, context) -> instant(row, "paused_until"))
                        .findOne()
                        .flatMap(until -> until));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        var at = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
    }
}
