package org.briefwire.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * One way to misbehave: when, how often, and what happens instead. The first rule that fits is
 * followed.
 */
public final class SmtpRule {
    private final SmtpMoment moment;
    private final Predicate<String> about;
    private final AtomicInteger skip = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    private volatile Reaction reaction = new Reaction.Answer(new byte[0]);

    SmtpRule(SmtpMoment moment, Predicate<String> about) {
        this.moment = moment;
        this.about = about;
    }

    /** What the server does instead of what it should. */
    sealed interface Reaction {
        record Answer(byte[] octets) implements Reaction {}

        record AnswerAndClose(byte[] octets) implements Reaction {}

        record Drop() implements Reaction {}

        record Wait(Duration time) implements Reaction {}

        record WaitFor(CountDownLatch word) implements Reaction {}

        record Forget() implements Reaction {}

        record Drip(byte[] octets, Duration gap) implements Reaction {}

        record Sip(Duration gap) implements Reaction {}
    }

    /** Not the first times. */
    public SmtpRule afterTimes(int times) {
        skip.set(times);
        return this;
    }

    /** Only so often. */
    public SmtpRule times(int times) {
        left.set(times);
        return this;
    }

    /** Answers this; each argument is a line. */
    public SmtpRule answers(String... lines) {
        reaction = new Reaction.Answer(octets(lines));
        return this;
    }

    /** Answers these octets, whatever they are. */
    public SmtpRule answersOctets(byte[] octets) {
        reaction = new Reaction.Answer(octets);
        return this;
    }

    /** Answers this and hangs up. */
    public SmtpRule answersAndHangsUp(String... lines) {
        reaction = new Reaction.AnswerAndClose(octets(lines));
        return this;
    }

    /** Hangs up without a word. */
    public SmtpRule hangsUp() {
        reaction = new Reaction.Drop();
        return this;
    }

    /** Takes its time, then does as it should. */
    public SmtpRule waits(Duration time) {
        reaction = new Reaction.Wait(time);
        return this;
    }

    /** Waits until it is told to go on, then does as it should. */
    public SmtpRule waitsFor(CountDownLatch word) {
        reaction = new Reaction.WaitFor(word);
        return this;
    }

    /** Loses what came together with this, then does as it should. */
    public SmtpRule forgetsTheRest() {
        reaction = new Reaction.Forget();
        return this;
    }

    /** Answers this an octet at a time. */
    public SmtpRule drips(String line, Duration gap) {
        reaction = new Reaction.Drip(octets(line), gap);
        return this;
    }

    /** From now on it reads an octet at a time, and does nothing else. */
    public SmtpRule sips(Duration gap) {
        reaction = new Reaction.Sip(gap);
        return this;
    }

    private static byte[] octets(String... lines) {
        return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Whether this rule is to be followed now; that counts as one of its times. */
    boolean fits(SmtpMoment now, String subject) {
        if (now != moment || !about.test(subject)) {
            return false;
        }
        if (skip.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            return false;
        }
        return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    Reaction reaction() {
        return reaction;
    }
}
