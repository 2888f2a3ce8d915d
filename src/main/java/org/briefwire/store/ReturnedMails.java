package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.EditionId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.SuppressionReason;
import org.jdbi.v3.core.Handle;

/** Mails that came back, each kept once together with what follows from it. */
public final class ReturnedMails {
    private static final String COMPLAINT = "complaint";

    private final Database database;

    public ReturnedMails(Database database) {
        this.database = database;
    }

    /** A mail to one subscription. */
    public record Sent(EditionId edition, SubscriptionId subscription) {}

    /**
     * A mail that came back.
     *
     * @param digest two of the same are one
     * @param origin where it was found
     * @param note why nothing follows, when nothing does
     * @param raw nothing: a server's refusal, which is no mail
     */
    public record Mail(
            String digest,
            String origin,
            String sender,
            String subject,
            String kind,
            String rule,
            String note,
            Optional<byte[]> raw,
            Instant at) {}

    /**
     * Of whom it tells, and what.
     *
     * @param address as the mail writes it
     * @param sent the delivery that came back, when it is known
     */
    public record Told(
            String address,
            String status,
            String category,
            boolean hard,
            Optional<Sent> sent,
            Effect effect) {}

    /** What follows for a recipient. */
    public sealed interface Effect {
        /** The address gets no more mail. */
        record Suppress(EmailAddress address, SuppressionReason reason) implements Effect {}

        /**
         * Its score grows, by 1 a day at most, and at the limit it gets no more mail.
         *
         * @param halfLife after this long half of a score is left
         */
        record Score(EmailAddress address, int limit, Duration halfLife) implements Effect {}

        /** The subscription ends. */
        record Leave(SubscriptionId subscription) implements Effect {}

        /** Nothing. */
        record None(String why) implements Effect {}

        /** What would follow, for people. */
        default String inWords() {
            return switch (this) {
                case Suppress(_, var reason) -> "would be suppressed: " + reason.word();
                case Score(_, _, _) -> "its score would grow";
                case Leave(_) -> "would leave the list";
                case None(var why) -> why;
            };
        }
    }

    /**
     * What was kept.
     *
     * @param id the mail's number
     * @param effects what followed for each recipient, in words
     * @param paused the list that it was one complaint too many for
     */
    public record Kept(long id, List<String> effects, Optional<ListPauses.Pause> paused) {
        public Kept {
            effects = List.copyOf(effects);
        }
    }

    /**
     * Keeps a mail, and what follows from it follows, in one transaction.
     *
     * @return nothing: it was kept before, and nothing follows
     */
    public Optional<Kept> keep(Mail mail, List<Told> tells, ListPauses.Limit limit) {
        return database.write(handle ->
                keep(handle, mail, tells).map(kept -> withPause(handle, kept, mail, tells, limit)));
    }

    private static Kept withPause(
            Handle handle, Kept kept, Mail mail, List<Told> tells, ListPauses.Limit limit) {
        if (!mail.kind().equals(COMPLAINT)) {
            return kept;
        }
        var paused =
                tells.stream()
                        .filter(told -> told.effect() instanceof Effect.Suppress)
                        .flatMap(told -> told.sent().stream())
                        .flatMap(sent ->
                                ListPauses.pauseIfComplained(
                                        handle, sent.edition(), limit, mail.at())
                                        .stream())
                        .findFirst();
        return new Kept(kept.id(), kept.effects(), paused);
    }

    private static Optional<Kept> keep(Handle handle, Mail mail, List<Told> tells) {
        return insert(handle, mail)
                .map(id -> {
                    var effects = new ArrayList<String>();
                    for (var told : tells) {
                        var effect = Effects.follow(handle, told, mail);
                        insert(handle, id, effects.size(), told, effect);
                        effects.add(effect);
                    }
                    return new Kept(id, effects, Optional.empty());
                });
    }

    /** Keeps a server's refusal of a delivery, and takes it off the list of those to be judged. */
    public Optional<Kept> keepRefusal(Refusals.Refusal refusal, Mail mail, List<Told> tells) {
        return database.write(handle -> {
            Refusals.judged(handle, refusal);
            return keep(handle, mail, tells);
        });
    }

    private static Optional<Long> insert(Handle handle, Mail mail) {
        return handle.createQuery(
                        """
                        INSERT INTO bounce
                            (at, digest, origin, sender, subject, kind, rule, note, raw)
                        VALUES (:at, :digest, :origin, :sender, :subject, :kind, :rule, :note, :raw)
                        ON CONFLICT (digest) DO NOTHING RETURNING id
                        """)
                .bind("at", mail.at().toEpochMilli())
                .bind("digest", mail.digest())
                .bind("origin", mail.origin())
                .bind("sender", mail.sender())
                .bind("subject", mail.subject())
                .bind("kind", mail.kind())
                .bind("rule", mail.rule())
                .bind("note", mail.note())
                .bind("raw", mail.raw().orElse(null))
                .mapTo(Long.class)
                .findOne();
    }

    private static void insert(Handle handle, long bounce, int position, Told told, String effect) {
        handle.createUpdate(
                        """
                        INSERT INTO bounce_recipient (bounce, position, address, status, category,
                            hard, edition, subscription, effect)
                        VALUES (:bounce, :position, :address, :status, :category,
                            :hard, :edition, :subscription, :effect)
                        """)
                .bind("bounce", bounce)
                .bind("position", position)
                .bind("address", told.address())
                .bind("status", told.status())
                .bind("category", told.category())
                .bind("hard", told.hard() ? 1 : 0)
                .bind("edition", told.sent().map(sent -> sent.edition().value()).orElse(null))
                .bind(
                        "subscription",
                        told.sent().map(sent -> sent.subscription().value()).orElse(null))
                .bind("effect", effect)
                .execute();
    }

    /** Whose subscription it is. */
    public Optional<EmailAddress> subscriber(SubscriptionId subscription) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT r.address FROM subscription s
                                JOIN subscriber r ON r.id = s.subscriber WHERE s.id = :id
                                """)
                        .bind("id", subscription.value())
                        .map((row, _) -> EmailAddress.parse(row.getString("address")))
                        .findOne());
    }

    /** Whom a notice was sent to. */
    public Optional<EmailAddress> noticeTo(long notice) {
        return database.read(handle ->
                handle.createQuery("SELECT address FROM notice WHERE id = :id")
                        .bind("id", notice)
                        .map((row, _) -> EmailAddress.parse(row.getString("address")))
                        .findOne());
    }

    /** What an address was sent since then, the newest first; at most a hundred. */
    public List<Sent> sentTo(EmailAddress address, Instant since) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT d.edition, d.subscription FROM subscriber r
                                JOIN subscription s ON s.subscriber = r.id
                                JOIN delivery d ON d.subscription = s.id
                                WHERE r.address_key = :key AND d.state IN ('sent', 'failed')
                                  AND d.done >= :since
                                ORDER BY d.done DESC LIMIT 100
                                """)
                        .bind("key", address.key())
                        .bind("since", since.toEpochMilli())
                        .map((row, _) -> sent(row))
                        .list());
    }

    /** The last mail that a subscription was sent. */
    public Optional<Sent> lastSent(SubscriptionId subscription) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT edition, subscription FROM delivery
                                WHERE subscription = :id AND state = 'sent'
                                ORDER BY done DESC LIMIT 1
                                """)
                        .bind("id", subscription.value())
                        .map((row, _) -> sent(row))
                        .findOne());
    }

    static Sent sent(ResultSet row) throws SQLException {
        return new Sent(
                new EditionId(row.getLong("edition")),
                new SubscriptionId(row.getLong("subscription")));
    }

    /**
     * Lets the mails themselves go that are older; what they meant stays.
     *
     * @return how many
     */
    public int shed(Instant before) {
        return database.write(handle ->
                handle.createUpdate(
                                "UPDATE bounce SET raw = NULL WHERE raw IS NOT NULL AND at < :before")
                        .bind("before", before.toEpochMilli())
                        .execute());
    }
}
