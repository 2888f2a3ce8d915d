package org.briefwire.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SuppressionReason;
import org.briefwire.store.ReturnedMails.Effect;
import org.briefwire.store.ReturnedMails.Mail;
import org.briefwire.store.ReturnedMails.Sent;
import org.briefwire.store.ReturnedMails.Told;
import org.jdbi.v3.core.Handle;

/** What follows from a mail that came back, within the transaction that keeps it. */
final class Effects {
    private static final Duration DAY = Duration.ofDays(1);

    private Effects() {}

    /** Lets it follow; the answer says in words what did. */
    static String follow(Handle handle, Told told, Mail mail) {
        return switch (told.effect()) {
            case Effect.Suppress(var address, var reason) ->
                    suppress(handle, address, reason, told, mail);
            case Effect.Score score -> score(handle, score, told, mail);
            case Effect.Leave(var subscription) -> {
                Subscriptions.end(handle, subscription, mail.rule(), mail.at());
                yield "left the list";
            }
            case Effect.None(var why) -> why;
        };
    }

    private static String suppress(
            Handle handle, EmailAddress address, SuppressionReason reason, Told told, Mail mail) {
        var evidence = "%s %s (%s)".formatted(told.status(), told.category(), mail.origin());
        var why = new Suppressions.Why(evidence.strip(), mail.at());
        return Suppressions.add(handle, address, reason, why)
                ? "suppressed: " + reason.word()
                : "was suppressed before";
    }

    private record Standing(double score, Instant at, Instant through) {}

    private static String score(Handle handle, Effect.Score effect, Told told, Mail mail) {
        var hash = effect.address().keyHash();
        var through = told.sent().flatMap(sent -> handedOver(handle, sent)).orElse(mail.at());
        var before = standing(handle, hash);
        if (before.filter(was -> isSameDay(was.at(), mail.at())).isPresent()) {
            return "the day counts already";
        }
        var left = before.map(was -> left(handle, was, effect, through, mail.at())).orElse(0.0);
        var score = left + 1;
        handle.createUpdate(
                        """
                        INSERT INTO soft_score (key_hash, score, at, through)
                        VALUES (:hash, :score, :at, :through)
                        ON CONFLICT (key_hash) DO UPDATE SET score = excluded.score,
                            at = excluded.at, through = excluded.through
                        """)
                .bind("hash", hash)
                .bind("score", score)
                .bind("at", mail.at().toEpochMilli())
                .bind("through", through.toEpochMilli())
                .execute();
        if (score < effect.limit()) {
            return String.format(Locale.ROOT, "score %.1f of %d", score, effect.limit());
        }
        return suppress(handle, effect.address(), SuppressionReason.SOFT_BOUNCE, told, mail);
    }

    private static boolean isSameDay(Instant before, Instant now) {
        return Duration.between(before, now).compareTo(DAY) < 0;
    }

    // a mail between the two that did not come back went through: nothing is left of the score
    private static double left(
            Handle handle, Standing was, Effect.Score effect, Instant through, Instant now) {
        var wentThrough =
                handle.createQuery(
                                        """
                                        SELECT count(*) FROM subscriber r
                                        JOIN subscription s ON s.subscriber = r.id
                                        JOIN delivery d ON d.subscription = s.id
                                        WHERE r.address_key = :key AND d.state = 'sent'
                                          AND d.done > :after AND d.done < :before
                                          AND NOT EXISTS (
                                            SELECT 1 FROM bounce_recipient b
                                            WHERE b.edition = d.edition
                                              AND b.subscription = d.subscription)
                                        """)
                                .bind("key", effect.address().key())
                                .bind("after", was.through().toEpochMilli())
                                .bind("before", through.toEpochMilli())
                                .mapTo(Long.class)
                                .one()
                        > 0;
        if (wentThrough) {
            return 0;
        }
        var lives =
                (double) Duration.between(was.at(), now).toMillis() / effect.halfLife().toMillis();
        return was.score() * Math.pow(0.5, Math.max(0, lives));
    }

    private static Optional<Standing> standing(Handle handle, String hash) {
        return handle.createQuery(
                        "SELECT score, at, through FROM soft_score WHERE key_hash = :hash")
                .bind("hash", hash)
                .map((row, _) ->
                        new Standing(
                                row.getDouble("score"),
                                Instant.ofEpochMilli(row.getLong("at")),
                                Instant.ofEpochMilli(row.getLong("through"))))
                .findOne();
    }

    private static Optional<Instant> handedOver(Handle handle, Sent sent) {
        return handle.createQuery(
                        """
                        SELECT done FROM delivery
                        WHERE edition = :edition AND subscription = :subscription
                          AND done IS NOT NULL
                        """)
                .bind("edition", sent.edition().value())
                .bind("subscription", sent.subscription().value())
                .map((row, _) -> Instant.ofEpochMilli(row.getLong("done")))
                .findOne();
    }
}
