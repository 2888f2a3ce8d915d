package org.briefwire.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;

/** What a mail server does wrong for a while, by chance. */
final class Faults {
    private static final List<SmtpMoment> STEPS =
            List.of(
                    SmtpMoment.GREETING,
                    SmtpMoment.EHLO,
                    SmtpMoment.MAIL,
                    SmtpMoment.RCPT,
                    SmtpMoment.DATA,
                    SmtpMoment.END);

    private final SmtpServerStub stub;
    private final Random random;
    private final Map<Kind, Integer> spells = new EnumMap<>(Kind.class);
    private final AtomicInteger takenAndDropped = new AtomicInteger();

    /** Ways to misbehave. */
    enum Kind {
        CLOSES,
        DROPS,
        TAKES_AND_DROPS,
        LATER,
        REFUSES,
        SLOW,
        FULL_HOUSE,
        DOWN
    }

    Faults(SmtpServerStub stub, Random random) {
        this.stub = stub;
        this.random = random;
    }

    /** A few of them at once, until {@link #end}. */
    void begin() {
        var kinds = new ArrayList<>(List.of(Kind.values()));
        for (var left = 1 + random.nextInt(3); left > 0; left--) {
            var kind = kinds.remove(random.nextInt(kinds.size()));
            spells.merge(kind, 1, Integer::sum);
            befall(kind);
        }
    }

    void end() {
        stub.behave();
    }

    /** How many messages the server has kept and not said so: each may come once more. */
    int takenAndDropped() {
        return takenAndDropped.get();
    }

    /** How often each was on. */
    String spells() {
        return spells.toString().toLowerCase(Locale.ROOT);
    }

    private boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    private SmtpMoment step() {
        return STEPS.get(random.nextInt(STEPS.size()));
    }

    private void befall(Kind kind) {
        switch (kind) {
            case CLOSES ->
                    stub.on(step(), subject -> once(50))
                            .answersAndHangsUp("421 4.3.2 service not available");
            case DROPS -> {
                stub.on(step(), subject -> once(50)).hangsUp();
                stub.on(SmtpMoment.MESSAGE, subject -> once(100)).hangsUp();
            }
            case TAKES_AND_DROPS ->
                    stub.on(
                                    SmtpMoment.TAKEN,
                                    subject -> once(100) && takenAndDropped.incrementAndGet() > 0)
                            .hangsUp();
            case LATER -> {
                stub.on(SmtpMoment.RCPT, subject -> once(20)).answers("450 4.2.1 mailbox busy");
                stub.on(SmtpMoment.END, subject -> once(50)).answers("452 4.3.1 no room just now");
            }
            case REFUSES -> {
                stub.on(SmtpMoment.RCPT, subject -> once(1000)).answers("550 5.1.1 nobody here");
                stub.on(SmtpMoment.END, subject -> once(300)).answers("552 5.2.2 mailbox full");
            }
            case SLOW -> {
                stub.on(SmtpMoment.END, subject -> once(10))
                        .waits(Duration.ofMillis(100 + random.nextInt(300)));
                stub.on(SmtpMoment.RCPT, subject -> once(200)).waits(Duration.ofSeconds(2));
            }
            case FULL_HOUSE ->
                    stub.on(SmtpMoment.GREETING, subject -> once(2))
                            .answersAndHangsUp("421 4.7.0 too many connections");
            case DOWN -> {
                stub.on(SmtpMoment.GREETING).hangsUp();
                stub.cutConnections();
            }
        }
    }
}
