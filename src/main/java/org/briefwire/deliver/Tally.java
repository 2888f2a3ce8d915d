package org.briefwire.deliver;

import java.util.concurrent.atomic.AtomicLong;
import org.briefwire.model.DeliveryState;
import org.briefwire.model.Progress;

/** Counts what became of deliveries, and tells it on. */
final class Tally {
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong deferred = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();

    private final Progress.Work progress;

    Tally(Progress.Work progress) {
        this.progress = progress;
    }

    void count(DeliveryState state, int number) {
        progress.done(number);
        switch (state) {
            case SENT -> sent.addAndGet(number);
            case DEFERRED -> deferred.addAndGet(number);
            case FAILED -> failed.addAndGet(number);
            case CANCELLED -> cancelled.addAndGet(number);
            case PENDING, SENDING -> throw new IllegalArgumentException("no outcome: " + state);
        }
    }

    long sent() {
        return sent.get();
    }

    long deferred() {
        return deferred.get();
    }

    long failed() {
        return failed.get();
    }

    long cancelled() {
        return cancelled.get();
    }
}
