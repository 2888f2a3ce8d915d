package org.briefwire.answer;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.briefwire.answer.Explanation.Chapter;
import org.briefwire.answer.Explanation.Line;
import org.briefwire.config.Cadence;
import org.briefwire.config.Config;
import org.briefwire.config.NewsList;
import org.briefwire.model.BriefingId;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.CadenceId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.EventKind;
import org.briefwire.model.Omission;
import org.briefwire.model.Release;
import org.briefwire.model.Topics;
import org.briefwire.store.Contents;
import org.briefwire.store.Ledger;
import org.briefwire.store.Standing;
import org.briefwire.store.Subscriber;
import org.briefwire.store.Subscribers;
import org.briefwire.store.Subscriptions;

/** Says of every mail that a person got or did not get why that is so. Changes nothing. */
public final class Explain {
    private static final CadenceId BREAKING = new CadenceId("breaking");
    private static final CadenceId CORRECTION = new CadenceId("correction");

    private final Config config;
    private final Records records;
    private final Wording wording;

    /** What it reads. */
    public record Records(
            Subscribers subscribers,
            Subscriptions subscriptions,
            Ledger ledger,
            Contents contents) {}

    public Explain(Config config, Records records) {
        this.config = config;
        this.records = records;
        this.wording = new Wording(config.publication().zone());
    }

    /**
     * Explains a person's mail.
     *
     * @throws BriefwireException when nobody has the address
     */
    public Explanation of(EmailAddress address) {
        var subscriber =
                records.subscribers()
                        .find(address)
                        .orElseThrow(() ->
                                new BriefwireException(
                                        "nobody has the address %s; 'subscribers list' names everybody"
                                                .formatted(address)));
        var own = subscriber.person().address();
        var ban = records.ledger().ban(own);
        var chapters = new ArrayList<Chapter>();
        for (var standing : subscriber.subscriptions()) {
            chapters.add(chapter(subscriber, standing, ban));
        }
        var notices = records.ledger().notices(own).stream().map(wording::notice).toList();
        if (!notices.isEmpty()) {
            chapters.add(new Chapter("", "Other mail", notices));
        }
        return new Explanation(
                own,
                wording.person(subscriber.person()),
                ban.map(wording::ban).stream().toList(),
                chapters);
    }

    private Chapter chapter(Subscriber subscriber, Standing standing, Optional<Ledger.Ban> ban) {
        var list = config.list(standing.list());
        var history = records.subscriptions().history(standing.id());
        var mails = records.ledger().mails(standing.id());
        var lines = new ArrayList<Line>();
        history.forEach(event -> lines.add(wording.event(event)));
        mails.forEach(mail -> lines.add(wording.mail(mail)));
        records.ledger().returns(standing.id()).forEach(back -> lines.add(wording.returned(back)));
        var begun = history.stream().map(Subscriptions.Event::at).min(Comparator.naturalOrder());
        var reader =
                new Reader(
                        subscriber.person().address(),
                        standing,
                        history,
                        records.ledger().pausedUntil(standing.id()),
                        records.ledger().briefings(standing.id()),
                        records.subscriptions().wantsBreakingNews(standing.id()),
                        ban);
        list.ifPresent(known -> {
            var round = new Ledger.Round(known.id(), standing.cadence(), zone(known, subscriber));
            for (var offer : records.ledger().offers(round, begun.orElse(Instant.EPOCH))) {
                if (mails.stream().noneMatch(mail -> mail.edition() == offer.edition())) {
                    lines.add(unsent(known, offer, reader));
                }
            }
        });
        lines.sort(Comparator.comparing(Line::at));
        return new Chapter(
                standing.list().value(),
                wording.standing(
                        list.map(NewsList::title).orElse("no list of the config"), standing),
                lines);
    }

    private String zone(NewsList list, Subscriber subscriber) {
        var home = config.publication().zone();
        var own = subscriber.person().zone();
        var isOwn =
                subscriber
                        .on(list.id())
                        .flatMap(standing -> list.cadence(standing.cadence()))
                        .filter(cadence -> cadence.clock() == Cadence.Clock.SUBSCRIBER)
                        .isPresent();
        var isKnown = isOwn && ZoneId.getAvailableZoneIds().contains(own);
        return (isKnown ? ZoneId.of(own) : home).getId();
    }

    /** What a reader's own doing says about a mail that did not come. */
    private record Reader(
            EmailAddress address,
            Standing standing,
            List<Subscriptions.Event> history,
            Optional<Instant> pausedUntil,
            Map<BriefingId, Long> had,
            boolean wantsBreakingNews,
            Optional<Ledger.Ban> ban) {
        /** Their last entry into or out of the list before an instant. */
        EventKind stateAt(Instant instant) {
            return history.stream()
                    .filter(event -> !event.at().isAfter(instant))
                    .map(Subscriptions.Event::kind)
                    .filter(kind ->
                            kind == EventKind.ADDED
                                    || kind == EventKind.CONFIRMED
                                    || kind == EventKind.UNSUBSCRIBED)
                    .reduce((earlier, later) -> later)
                    .orElse(EventKind.ADDED);
        }
    }

    private Line unsent(NewsList list, Ledger.Offer offer, Reader reader) {
        var state = reader.stateAt(offer.due());
        if (state == EventKind.UNSUBSCRIBED) {
            return wording.omitted(offer, Omission.LEFT, "");
        }
        if (state == EventKind.ADDED) {
            return wording.unsent(offer, "pending", "was not for them yet: they had not confirmed");
        }
        return switch (offer.outcome()) {
            case OPEN -> wording.unsent(offer, "open", "is being made");
            case HELD -> wording.omitted(offer, Omission.HELD, offer.findings());
            case SKIPPED -> wording.unsent(offer, "skipped", "had nothing new, so nobody got mail");
            case MISSED ->
                    wording.unsent(
                            offer, "missed", "came too late: its news went into the next edition");
            case REPLACED ->
                    wording.unsent(
                            offer,
                            "replaced",
                            "was held until the next one came, which took its news along");
            case CANCELLED ->
                    wording.unsent(
                            offer,
                            "cancelled",
                            "was cancelled: its news went into their next edition");
            case MADE -> unmatched(list, offer, reader);
        };
    }

    private Line unmatched(NewsList list, Ledger.Offer offer, Reader reader) {
        var pausedUntil = reader.pausedUntil().filter(until -> until.isAfter(offer.due()));
        if (pausedUntil.isPresent()) {
            return wording.omitted(offer, Omission.PAUSED, "");
        }
        var all =
                records.contents().candidates(offer.after(), offer.cutoff()).stream()
                        .filter(candidate -> isOf(offer, candidate))
                        .toList();
        if (all.isEmpty()) {
            return wording.omitted(offer, Omission.WITHDRAWN, "");
        }
        if (offer.heading().cadence().equals(CORRECTION)) {
            return wording.omitted(offer, Omission.NOT_CORRECTED_FOR_THEM, "");
        }
        var released = all.stream().filter(candidate -> list.carries(candidate.topics())).toList();
        if (released.isEmpty()) {
            return wording.omitted(offer, Omission.OTHER_LIST, "");
        }
        var topics = reader.standing().choice().topics();
        var wanted =
                released.stream().filter(candidate -> topics.want(candidate.topics())).toList();
        if (wanted.isEmpty()) {
            return wording.omitted(offer, Omission.NOT_CHOSEN, chosen(topics));
        }
        var banned =
                reader.ban()
                        .filter(ban -> !ban.at().isAfter(offer.due()))
                        .map(Ledger.Ban::reason)
                        .or(() -> records.ledger().banAt(reader.address(), offer.due()));
        if (banned.isPresent()) {
            return wording.omitted(offer, Omission.SUPPRESSED, banned.get());
        }
        if (offer.heading().cadence().equals(BREAKING) && !reader.wantsBreakingNews()) {
            return wording.omitted(offer, Omission.IN_ITS_TURN, "");
        }
        var isHad =
                wanted.stream()
                        .map(candidate -> reader.had().get(candidate.briefing()))
                        .allMatch(edition -> edition != null && edition < offer.edition());
        return wording.omitted(offer, isHad ? Omission.ALREADY_HAD : Omission.BEFORE_JOINING, "");
    }

    // out of turn goes what is urgent; corrections go there alone, else among the news
    private static boolean isOf(Ledger.Offer offer, Contents.Candidate candidate) {
        var cadence = offer.heading().cadence();
        if (cadence.equals(BREAKING)) {
            return candidate.urgent() && candidate.kind() == Release.Kind.NEW;
        }
        if (cadence.equals(CORRECTION)) {
            return candidate.urgent() && candidate.kind() == Release.Kind.CORRECTION;
        }
        return true;
    }

    private static String chosen(Topics topics) {
        return topics.word().isEmpty()
                ? "they chose none"
                : "they chose "
                        + List.of(topics.word().split(" ")).stream()
                                .collect(Collectors.joining(", "));
    }
}
