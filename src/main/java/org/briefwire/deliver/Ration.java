package org.briefwire.deliver;

import java.time.Duration;
import java.util.Optional;

/**
 * What one courier may take of a queue: its share, and no more digests than it is allowed.
 *
 * @param settling ends what was passed on and now finds nobody, as when this one's day has ended
 */
record Ration(EnvelopeQueue queue, Envelopes wanted, Duties duties, Duty duty, Runnable settling)
        implements Envelopes {
    private static final Duration TICK = Duration.ofMillis(20);

    @Override
    public Optional<Envelope> take() {
        var begun = System.nanoTime();
        while (true) {
            if (!duty.takeAllowance()) {
                queue.lookForNotice();
                var notice = queue.takeNotice();
                if (notice.isPresent() || !duties.anyAble() || queue.awaitEmpty(TICK)) {
                    return counted(notice);
                }
                settling.run();
            } else if (!duties.isTurn(duty)) {
                duty.putBackAllowance();
                if (!awaitOthers(begun)) {
                    return Optional.empty();
                }
            } else {
                return taken(wanted.take());
            }
        }
    }

    /** Waits a little for the others' share; false when there is nothing to share any more. */
    private boolean awaitOthers(long begun) {
        if (queue.awaitEmpty(TICK)) {
            return false;
        }
        if (System.nanoTime() - begun > duties.patience().toNanos()) {
            duties.waitedFor(duty);
        }
        return true;
    }

    @Override
    public boolean awaitMore(long nanos) {
        if (!duty.hasAllowance()) {
            settling.run();
            return (queue.lookForNotice() || duties.anyAble()) && !queue.awaitEmpty(TICK);
        }
        if (duties.isTurn(duty)) {
            return wanted.awaitMore(nanos);
        }
        var begun = System.nanoTime();
        while (!duties.isTurn(duty)) {
            if (!awaitOthers(begun)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<Envelope> takeNow() {
        if (!duty.takeAllowance()) {
            return counted(queue.takeNotice());
        }
        if (!duties.isTurn(duty)) {
            duty.putBackAllowance();
            return Optional.empty();
        }
        return taken(wanted.takeNow());
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
