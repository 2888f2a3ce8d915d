package org.briefwire.audience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.briefwire.bounce.BounceReader;
import org.briefwire.bounce.BounceReading;
import org.briefwire.bounce.Kind;
import org.briefwire.bounce.Returned;
import org.briefwire.config.Bounces;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SuppressionReason;
import org.briefwire.store.ListPauses;
import org.briefwire.store.Refusals;
import org.briefwire.store.ReturnedMails;
import org.briefwire.store.ReturnedMails.Effect;
import org.briefwire.store.ReturnedMails.Mail;
import org.briefwire.store.ReturnedMails.Sent;
import org.briefwire.store.ReturnedMails.Told;

/**
 * Mails that come back: what each means is kept, once, and what follows from it follows. Only what
 * proves to be about a mail of ours has consequences (docs/decisions/0024). Safe for many threads.
 */
public final class Returns {
    private static final int CHUNK = 100;
    private static final int LONGEST_LINE = 300;
    private static final Effect TELL_THE_OPERATOR = new Effect.None("the operator is told");

    private final ReturnedMails mails;
    private final Refusals refusals;
    private final Evidence evidence;
    private final Bounces config;
    private final Alarm alarm;
    private final InstantSource clock;

    /** What it needs of the store. */
    public record Shelf(ReturnedMails mails, Refusals refusals) {}

    public Returns(
            Shelf shelf, Evidence evidence, Bounces config, Alarm alarm, InstantSource clock) {
        this.mails = shelf.mails();
        this.refusals = shelf.refusals();
        this.evidence = evidence;
        this.config = config;
        this.alarm = alarm;
        this.clock = clock;
    }

    /** How much a mail has to prove. */
    public enum Trust {
        /** That it is about a mail of ours. */
        PROVEN,
        /** Nothing: a person says that they are genuine. */
        ALL
    }

    /**
     * What a mail came to.
     *
     * @param tells of whom it tells, and what should follow
     * @param effects what followed, in words, for each of them; empty when nothing was kept
     * @param fresh whether it had not been taken before
     */
    public record Taken(
            BounceReading reading, List<Told> tells, List<String> effects, boolean fresh) {
        public Taken {
            tells = List.copyOf(tells);
            effects = List.copyOf(effects);
        }
    }

    /** Takes a mail in; when this returns it may be deleted where it came from. */
    public Taken take(byte[] raw, String origin, Trust trust) {
        var rehearsed = rehearse(raw, trust);
        var reading = rehearsed.reading();
        var tells = rehearsed.tells();
        var now = clock.instant();
        var mail =
                new Mail(
                        Digests.of(raw),
                        origin,
                        line(reading.origin().sender()),
                        line(reading.origin().subject()),
                        reading.kind().word(),
                        reading.rule(),
                        "",
                        Optional.of(raw),
                        now);
        var complaints = config.complaints();
        var kept =
                mails.keep(
                        mail,
                        tells,
                        new ListPauses.Limit(complaints.perMillion(), complaints.atLeast()));
        kept.ifPresent(_ -> warn(tells, now));
        kept.flatMap(ReturnedMails.Kept::paused)
                .ifPresent(pause -> alarm.listIsPaused(pause.list(), pause.reason(), now));
        return new Taken(
                reading,
                tells,
                kept.map(ReturnedMails.Kept::effects).orElse(List.of()),
                kept.isPresent());
    }

    /** What {@link #take} would do; nothing is kept. */
    public Taken rehearse(byte[] raw, Trust trust) {
        var read = BounceReader.read(raw);
        var proof = evidence.of(read);
        // what a mail system sends to a signed return path is a bounce, whatever it says
        var reading =
                read.kind() == Kind.NONE && proof.sent().isPresent() && read.origin().isMachine()
                        ? new BounceReading(
                                Kind.BOUNCE, List.of(), "signed return path", read.origin())
                        : read;
        return new Taken(reading, tells(reading, proof, trust), List.of(), true);
    }

    /**
     * Lets what servers refused at hand-over have its consequences; answers how many there were.
     */
    public int judgeRefusals() {
        var judged = 0;
        for (var next = refusals.unjudged(CHUNK);
                !next.isEmpty();
                next = refusals.unjudged(CHUNK)) {
            next.forEach(this::judge);
            judged += next.size();
        }
        return judged;
    }

    private void judge(Refusals.Refusal refusal) {
        if (!Replies.isTheirs(refusal.reply())) {
            refusals.passOver(refusal);
            return;
        }
        var returned =
                BounceReader.refusal(refusal.address().toString(), Replies.bare(refusal.reply()));
        var told =
                new Told(
                        refusal.address().toString(),
                        returned.status(),
                        returned.category(),
                        returned.hard(),
                        refusal.sent(),
                        effect(returned, refusal.address()));
        var mail =
                new Mail(
                        Replies.digest(refusal),
                        "hand-over",
                        "",
                        line(refusal.reply()),
                        Kind.BOUNCE.word(),
                        "SMTP reply",
                        "",
                        Optional.empty(),
                        refusal.at());
        mails.keepRefusal(refusal, mail, List.of(told));
        warn(List.of(told), refusal.at());
    }

    /** Lets the mails themselves go that are kept long enough. */
    public void shed() {
        mails.shed(clock.instant().minus(config.keep()));
    }

    private void warn(List<Told> tells, Instant at) {
        tells.stream()
                .filter(told -> told.effect().equals(TELL_THE_OPERATOR))
                .findFirst()
                .ifPresent(told -> alarm.mailIsRefused(told, at));
    }

    private List<Told> tells(BounceReading reading, Evidence.Proof proof, Trust trust) {
        if (proof.leaving().isPresent() && !isMachine(reading.kind())) {
            var leaving = proof.leaving().get();
            var who = mails.subscriber(leaving).map(EmailAddress::toString).orElse("");
            return List.of(
                    new Told(
                            who,
                            "",
                            "unsubscribe",
                            false,
                            Optional.empty(),
                            new Effect.Leave(leaving)));
        }
        return switch (reading.kind()) {
            case BOUNCE, COMPLAINT -> new Verdicts(reading, proof, trust).all();
            case AUTOREPLY, DELIVERED, NONE ->
                    reading.recipients().stream()
                            .map(one -> told(one, proof.sent(), new Effect.None("")))
                            .toList();
        };
    }

    private static boolean isMachine(Kind kind) {
        return kind == Kind.BOUNCE || kind == Kind.AUTOREPLY || kind == Kind.DELIVERED;
    }

    private static Told told(Returned one, Optional<Sent> sent, Effect effect) {
        return new Told(one.address(), one.status(), one.category(), one.hard(), sent, effect);
    }

    private Effect effect(Returned one, EmailAddress address) {
        return switch (one.follows()) {
            case SUPPRESS -> new Effect.Suppress(address, SuppressionReason.HARD_BOUNCE);
            case SCORE ->
                    new Effect.Score(address, config.soft().score(), config.soft().halfLife());
            case WARN -> TELL_THE_OPERATOR;
            case NOTHING -> new Effect.None("no reason to stop");
        };
    }

    private static String line(String text) {
        var one = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return one.length() > LONGEST_LINE ? one.substring(0, LONGEST_LINE) : one;
    }

    /** Who is meant, and what follows for them. */
    private final class Verdicts {
        private static final Duration RECENT = Duration.ofDays(30);
        // a report of failed authentication, or that a mail is no spam, is nobody's complaint
        private static final String A_READERS = "complaint";

        private final BounceReading reading;
        private final Evidence.Proof proof;
        private final Trust trust;

        Verdicts(BounceReading reading, Evidence.Proof proof, Trust trust) {
            this.reading = reading;
            this.proof = proof;
            this.trust = trust;
        }

        List<Told> all() {
            if (proof.subscriber().isPresent()) {
                return proven(proof.subscriber().get());
            }
            return reading.recipients().stream().map(this::named).toList();
        }

        // it came back from one mail to one address, whatever addresses it names
        private List<Told> proven(EmailAddress subscriber) {
            var all = reading.recipients();
            var meant =
                    all.stream()
                            .filter(one -> isSame(one, subscriber))
                            .findFirst()
                            .or(() -> all.stream().filter(one -> !one.hard()).findFirst())
                            .or(() -> all.stream().findFirst())
                            .orElse(reading.unnamed(subscriber.toString()));
            if (all.isEmpty()) {
                return List.of(told(meant, proof.sent(), effectFor(meant, subscriber)));
            }
            return all.stream()
                    .map(one ->
                            one.equals(meant)
                                    ? told(one, proof.sent(), effectFor(one, subscriber))
                                    : told(
                                            one,
                                            proof.sent(),
                                            new Effect.None("is not whom we wrote to")))
                    .toList();
        }

        private Told named(Returned one) {
            var address = EmailAddress.tryParse(one.address());
            if (address.isEmpty()) {
                return told(one, Optional.empty(), new Effect.None("no address of a subscriber"));
            }
            var sent = mails.sentTo(address.get(), clock.instant().minus(RECENT));
            var last = sent.stream().findFirst();
            if (proof.isForged()) {
                return told(one, Optional.empty(), new Effect.None("its token is forged"));
            }
            if (reading.rule().equals(BounceReader.UNSUBSCRIBE_BY_MAIL)) {
                return told(one, last, new Effect.None("anybody can write that"));
            }
            if (sent.isEmpty()) {
                return told(
                        one, Optional.empty(), new Effect.None("we sent no mail there of late"));
            }
            if (trust == Trust.PROVEN && config.address().isPresent()) {
                return told(
                        one,
                        last,
                        new Effect.None(
                                "proves nothing: it carries neither token nor mail of ours"));
            }
            return told(one, last, effectFor(one, address.get()));
        }

        private Effect effectFor(Returned one, EmailAddress address) {
            return reading.kind() == Kind.COMPLAINT && one.category().equals(A_READERS)
                    ? new Effect.Suppress(address, SuppressionReason.COMPLAINT)
                    : effect(one, address);
        }

        private static boolean isSame(Returned one, EmailAddress subscriber) {
            return EmailAddress.tryParse(one.address())
                    .filter(address -> address.key().equals(subscriber.key()))
                    .isPresent();
        }
    }
}
