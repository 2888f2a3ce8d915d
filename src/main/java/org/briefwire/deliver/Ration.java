package org.briefwire.deliver;

import java.time.Duration;
import java.util.Optional;

/** What one courier may take of a queue: its share, and no more digests than it is allowed. */
record Ration(EnvelopeQueue queue, Envelopes wanted, Duties duties, Duty duty)
        implements Envelopes {
    private static final Duration TICK = Duration.ofMillis(20);

    @Override
    public Optional<Envelope> take() {
        var begun = System.nanoTime();
        while (true) {
            if (!duty.takeAllowance()) {
                var notice = queue.lookForNotice();
                if (notice.isPresent() || !duties.anyAble() || queue.awaitEmpty(TICK)) {
                    return counted(notice);
                }
            } else if (!duties.isTurn(duty)) {
                duty.putBackAllowance();
                if (queue.awaitEmpty(TICK)) {
                    return Optional.empty();
                }
                if (System.nanoTime() - begun > duties.patience().toNanos()) {
                    duties.waitedFor(duty);
                }
            } else {
                return taken(wanted.take());
            }
        }
    }

    @Override
    public Optional<Envelope> takeNow() {
        if (!duties.isTurn(duty)) {
            return Optional.empty();
        }
        return duty.takeAllowance() ? taken(wanted.takeNow()) : counted(queue.takeNotice());
    }

    private Optional<Envelope> taken(Optional<Envelope> envelope) {
        if (envelope.isPresent()) {
            duties.took(duty);
        } else {
            duty.putBackAllowance();
        }
        return envelope;
    }

    /** Notices are never held, but count. */
    private Optional<Envelope> counted(Optional<Envelope> notice) {
        if (notice.isPresent()) {
            duty.countAllowance();
        }
        return notice;
    }
}
