package org.briefwire.audience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.briefwire.audience.JoinForm.Problem;
import org.briefwire.config.Config;
import org.briefwire.config.Limit;
import org.briefwire.config.NewsList;
import org.briefwire.link.Links;
import org.briefwire.link.Proof;
import org.briefwire.link.Purpose;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SubscriptionState;
import org.briefwire.store.Enrolment.Why;
import org.briefwire.store.JoinBarrier;
import org.briefwire.store.JoinBarrier.Standing;
import org.briefwire.store.JoinConfirmations;
import org.briefwire.store.JoinGate;
import org.briefwire.store.JoinRequests;
import org.briefwire.store.JoinRequests.Request;
import org.briefwire.store.JoinRequests.Wish;
import org.briefwire.store.Subscribers;

/**
 * How strangers join: who asks gets a mail and nothing else, who confirms it is on the list. The
 * answer tells nobody who is on a list; only the mail does, to the one whose address it is. Safe
 * for use by many threads and processes.
 */
public final class Join {
    /** How long a confirmation is good. */
    static final Duration LASTS = Duration.ofDays(7);

    private static final Duration GAP = Duration.ofMinutes(10);
    private static final Duration GAP_AFTER_BOUNCE = Duration.ofDays(30);

    private final Config config;
    private final Parts parts;
    private final Links links;
    private final InstantSource clock;

    /** What joining is made of. */
    public record Parts(
            JoinGate gate,
            JoinRequests requests,
            JoinConfirmations confirmations,
            Subscribers subscribers,
            JoinBarrier barrier,
            Enrol enrol,
            StartCursor start,
            JoinMails mails) {}

    public Join(Config config, Parts parts, Links links, InstantSource clock) {
        this.config = config;
        this.parts = parts;
        this.links = links;
        this.clock = clock;
    }

    /**
     * Who asks, and with which words before them.
     *
     * @param client their network address
     * @param form where they ask: 'page', 'api'
     * @param language a BCP 47 tag
     * @param wording what they agree to
     */
    public record Asking(String client, String form, String language, String wording) {}

    /** What is answered. */
    public sealed interface Answer {
        /** The mail says the rest; the same whoever the address is. */
        record LookIntoYourMail() implements Answer {}

        record Wrong(List<Problem> problems) implements Answer {
            public Wrong {
                problems = List.copyOf(problems);
            }
        }

        /** Later again. */
        record TooOften(Duration after) implements Answer {}
    }

    /** What a confirmation came to. */
    public enum Confirmed {
        JOINED,
        /** It had been confirmed before: nothing has changed. */
        BEFORE,
        EXPIRED,
        BROKEN
    }

    /** Asks for a mail that lets the person join. */
    public Answer ask(JoinForm form, Asking asking) {
        var read = form.read(config);
        var address = read.address();
        if (!read.problems().isEmpty() || address.isEmpty()) {
            return new Answer.Wrong(read.problems());
        }
        var now = clock.instant();
        var standing = parts.barrier().of(address.get());
        var verdict =
                parts.gate()
                        .admit(
                                attempt(address.get(), asking, now),
                                caps(now, standing == Standing.FREE ? GAP : GAP_AFTER_BOUNCE));
        return switch (verdict) {
            case ENOUGH_MAIL -> new Answer.LookIntoYourMail();
            case CLIENT_TOO_OFTEN -> new Answer.TooOften(config.web().joining().perClient().per());
            case ALL_TOO_OFTEN -> {
                parts.mails().tellOfFlood(config.web().joining().overAll());
                yield new Answer.TooOften(config.web().joining().overAll().per());
            }
            case ADMITTED -> {
                if (standing != Standing.BARRED) {
                    invite(address.get(), read, asking, standing);
                }
                yield new Answer.LookIntoYourMail();
            }
        };
    }

    private static JoinGate.Attempt attempt(EmailAddress address, Asking asking, Instant now) {
        return new JoinGate.Attempt(
                TypedAddress.hash(asking.client()), TypedAddress.person(address), now);
    }

    private JoinGate.Caps caps(Instant now, Duration gap) {
        var joining = config.web().joining();
        return new JoinGate.Caps(
                cap(joining.perClient(), now),
                cap(joining.overAll(), now),
                cap(joining.perAddress(), now),
                gap);
    }

    private static JoinGate.Cap cap(Limit limit, Instant now) {
        return new JoinGate.Cap(limit.count(), now.minus(limit.per()));
    }

    private void invite(EmailAddress typed, JoinForm.Read read, Asking asking, Standing standing) {
        var now = clock.instant();
        var known = parts.subscribers().find(typed);
        // who is known is written to as they spelt themselves
        var address = known.map(subscriber -> subscriber.person().address()).orElse(typed);
        var evidence = "asked by the form '%s'".formatted(asking.form());
        for (var wish : read.wishes()) {
            if (known.flatMap(subscriber -> subscriber.on(wish.list())).isEmpty()) {
                var list = config.list(wish.list()).orElseThrow();
                parts.enrol()
                        .enrol(
                                list,
                                List.of(application(address, wish, read, asking, known.isEmpty())),
                                new Why(now, evidence, ""));
            }
        }
        var request =
                new Request(
                        address,
                        now,
                        now.plus(LASTS),
                        asking.form(),
                        asking.language(),
                        asking.wording(),
                        read.wishes());
        var id = parts.requests().keep(request);
        var current =
                known.map(subscriber ->
                                read.wishes().stream()
                                        .allMatch(wish ->
                                                subscriber
                                                        .on(wish.list())
                                                        .filter(on ->
                                                                on.state()
                                                                        == SubscriptionState.ACTIVE)
                                                        .isPresent()))
                        .orElse(false);
        parts.mails()
                .invite(
                        new JoinMails.Invitation(
                                id,
                                request,
                                JoinMails.Case.of(
                                        current, standing == Standing.LIFTED_BY_CONFIRMING)));
    }

    private static Application application(
            EmailAddress address, Wish wish, JoinForm.Read read, Asking asking, boolean isNew) {
        return new Application(
                address,
                Optional.empty(),
                isNew ? Optional.of(asking.language()) : Optional.empty(),
                isNew ? read.zone() : Optional.empty(),
                Optional.of(wish.cadence()),
                Optional.of(wish.topics()),
                Optional.of(wish.depth()),
                SubscriptionState.PENDING,
                Optional.empty(),
                Optional.empty(),
                "");
    }

    /** What a token opens; changes nothing. */
    public Confirmed look(String token) {
        return switch (links.prove(token, Purpose.CONFIRM, clock.instant())) {
            case Proof.Broken _ -> Confirmed.BROKEN;
            case Proof.Expired _ -> Confirmed.EXPIRED;
            case Proof.Good(var id) ->
                    parts.requests()
                            .find(id)
                            .map(kept ->
                                    kept.confirmed().isPresent()
                                            ? Confirmed.BEFORE
                                            : Confirmed.JOINED)
                            .orElse(Confirmed.EXPIRED);
        };
    }

    /** The titles of the lists that a token's request is about. */
    public List<String> titles(String token) {
        return links.prove(token, Purpose.CONFIRM, clock.instant()) instanceof Proof.Good(var id)
                ? parts.requests().find(id).stream()
                        .flatMap(kept -> kept.request().wishes().stream())
                        .flatMap(wish -> config.list(wish.list()).stream())
                        .map(NewsList::title)
                        .toList()
                : List.of();
    }

    /** Confirms what a token's request asked for, once. */
    public Confirmed confirm(String token) {
        var looked = look(token);
        if (looked != Confirmed.JOINED
                || !(links.prove(token, Purpose.CONFIRM, clock.instant())
                        instanceof Proof.Good(var id))) {
            return looked;
        }
        var request = parts.requests().find(id).map(JoinRequests.Kept::request);
        return request.map(asked -> confirm(id, asked)).orElse(Confirmed.EXPIRED);
    }

    private Confirmed confirm(long id, Request request) {
        var now = clock.instant();
        // first of all: a kill after it leaves an address that gets no mail, and a link that works
        if (!parts.barrier().lift(request.address(), now)) {
            return Confirmed.EXPIRED;
        }
        var zone =
                parts.subscribers()
                        .find(request.address())
                        .map(subscriber -> subscriber.person().zone())
                        .orElse("");
        var grants = new ArrayList<JoinConfirmations.Grant>();
        for (var wish : request.wishes()) {
            config.list(wish.list())
                    .filter(list -> list.cadence(wish.cadence()).isPresent())
                    .ifPresent(list -> grants.add(grant(list, wish, zone, now)));
        }
        var joined = parts.confirmations().confirm(id, grants, evidence(request), now);
        joined.ifPresent(all -> parts.mails().welcome(request, all));
        return joined.isPresent() ? Confirmed.JOINED : Confirmed.BEFORE;
    }

    private JoinConfirmations.Grant grant(NewsList list, Wish wish, String zone, Instant now) {
        return new JoinConfirmations.Grant(
                wish,
                parts.start().of(list.id(), wish.cadence(), zone, now),
                list.welcome() == NewsList.Welcome.EDITION
                        ? Optional.of(config.publication().zone().getId())
                        : Optional.empty());
    }

    private static String evidence(Request request) {
        return "confirmed by the link in the mail to %s; asked %s by the form '%s', in %s: '%s'"
                .formatted(
                        request.address(),
                        request.asked(),
                        request.form(),
                        request.language(),
                        request.wording());
    }
}
