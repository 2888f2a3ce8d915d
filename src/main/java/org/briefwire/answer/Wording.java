package org.briefwire.answer;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.briefwire.answer.Explanation.Line;
import org.briefwire.model.DeliveryState;
import org.briefwire.model.Omission;
import org.briefwire.store.Ledger;
import org.briefwire.store.Person;
import org.briefwire.store.Standing;
import org.briefwire.store.Subscriptions;

/** The sentences of an explanation. */
final class Wording {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH);

    private final ZoneId zone;

    /** Sentences whose times are said in a zone. */
    Wording(ZoneId zone) {
        this.zone = zone;
    }

    String person(Person person) {
        var text = new StringBuilder(person.address().toString());
        if (!person.name().isEmpty()) {
            text.append(" (").append(person.name()).append(')');
        }
        text.append(person.zone().isEmpty() ? "" : ", lives in " + person.zone());
        text.append(person.language().isEmpty() ? "" : ", reads " + person.language());
        return text.append("; times are those of ").append(zone.getId()).toString();
    }

    String ban(Ledger.Ban ban) {
        return "Since %s this address gets no mail: %s%s"
                .formatted(
                        moment(ban.at()),
                        ban.reason().replace('_', ' '),
                        ban.evidence().isEmpty() ? "" : " (" + ban.evidence() + ")");
    }

    String standing(String title, Standing standing) {
        var topics = standing.choice().topics().word();
        return "%s (%s): %s, %s, %s, %s"
                .formatted(
                        standing.list(),
                        title,
                        standing.state().word(),
                        standing.cadence(),
                        topics.equals("*") ? "every topic" : "topics " + topics.replace(" ", ", "),
                        standing.choice().depth().word());
    }

    Line event(Subscriptions.Event event) {
        var sentence =
                "they were %s%s%s"
                        .formatted(
                                event.kind().word(),
                                event.evidence().isEmpty() ? "" : ": " + event.evidence(),
                                event.origin().isEmpty() ? "" : " (import " + event.origin() + ")");
        return new Line(event.at(), 0, event.kind().word(), sentence);
    }

    Line mail(Ledger.Mail mail) {
        var what = omission(mail);
        var at = mail.state() == DeliveryState.SENT ? mail.done().orElse(mail.due()) : mail.due();
        return new Line(
                at,
                mail.heading().number().orElse(0),
                what.isEmpty() ? mail.state().word() : what,
                "%s '%s' %s%s"
                        .formatted(
                                name(mail.heading()),
                                mail.subject(),
                                told(mail),
                                mail.isInDoubt()
                                        ? "; it may have arrived: the connection broke before the answer"
                                        : ""));
    }

    private String told(Ledger.Mail mail) {
        return switch (mail.state()) {
            case SENT ->
                    "was handed over to %s, which said: %s".formatted(mail.server(), mail.reply());
            case SENDING -> "is being handed over right now";
            case PENDING ->
                    mail.isStopped()
                            ? Omission.STOPPED.sentence()
                            : "%s, since %s"
                                    .formatted(Omission.QUEUED.sentence(), moment(mail.due()));
            case DEFERRED ->
                    "was put off (%s); tried %s, %s"
                            .formatted(
                                    mail.reply(),
                                    mail.attempts() == 1 ? "once" : mail.attempts() + " times",
                                    mail.isStopped()
                                            ? Omission.STOPPED.sentence()
                                            : "the next try is at " + moment(mail.due()));
            case FAILED -> "%s: %s".formatted(failure(mail).sentence(), mail.reply());
            case CANCELLED -> "%s (%s)".formatted(cancellation(mail).sentence(), mail.reply());
        };
    }

    private static Omission failure(Ledger.Mail mail) {
        return mail.reply().startsWith("given up") ? Omission.GIVEN_UP : Omission.REFUSED;
    }

    private static Omission cancellation(Ledger.Mail mail) {
        if (mail.reply().startsWith("suppressed")) {
            return Omission.SUPPRESSED;
        }
        return mail.reply().startsWith("left") || mail.reply().equals("unsubscribed")
                ? Omission.LEFT
                : Omission.CANCELLED;
    }

    private static String omission(Ledger.Mail mail) {
        return switch (mail.state()) {
            case FAILED -> word(failure(mail));
            case CANCELLED -> word(cancellation(mail));
            case PENDING, SENDING, SENT, DEFERRED -> "";
        };
    }

    Line omitted(Ledger.Offer offer, Omission omission, String more) {
        return unsent(
                offer,
                word(omission),
                more.isEmpty()
                        ? omission.sentence()
                        : "%s (%s)".formatted(omission.sentence(), more.replace("\n", "; ")));
    }

    Line unsent(Ledger.Offer offer, String what, String sentence) {
        return new Line(
                offer.due(),
                offer.heading().number().orElse(0),
                what,
                name(offer.heading()) + " " + sentence);
    }

    Line returned(Ledger.Return back) {
        return new Line(
                back.at(),
                0,
                back.kind(),
                "a mail came back: %s, %s%s, %s"
                        .formatted(
                                back.kind(),
                                back.category(),
                                back.status().isEmpty() ? "" : " " + back.status(),
                                back.isHard() ? "for good" : "for now"));
    }

    Line notice(Ledger.Notice notice) {
        var tries = notice.attempts() == 1 ? "once" : notice.attempts() + " times";
        var sentence =
                switch (notice.state()) {
                    case SENT -> "was handed over: " + notice.reply();
                    case PENDING -> "waits to be handed over";
                    case SENDING -> "is being handed over right now";
                    case DEFERRED ->
                            "was put off (%s); tried %s, the next try is at %s"
                                    .formatted(notice.reply(), tries, moment(notice.due()));
                    case FAILED -> "was refused: " + notice.reply();
                    case CANCELLED -> "was cancelled: " + notice.reply();
                };
        return new Line(
                notice.done().orElse(notice.due()),
                0,
                notice.state().word(),
                "the mail '%s' %s".formatted(notice.kind(), sentence));
    }

    private static String word(Omission omission) {
        return omission.name().toLowerCase(Locale.ROOT);
    }

    private static String name(Ledger.Heading heading) {
        return heading.number().isPresent()
                ? "number %d (%s %s)"
                        .formatted(heading.number().getAsLong(), heading.cadence(), heading.slot())
                : "%s %s".formatted(heading.cadence(), heading.slot());
    }

    String moment(Instant instant) {
        return MOMENT.format(instant.atZone(zone));
    }
}
