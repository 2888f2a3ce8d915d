package org.briefwire.deliver;

import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Spaces messages out evenly, over all connections together, and those of all nodes. */
final class Pace {
    private final long wholeGapNanos;
    private volatile long gapNanos;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final CountDownLatch stopped = new CountDownLatch(1);

    Pace(OptionalInt perSecond) {
        this.wholeGapNanos = perSecond.isEmpty() ? 0 : 1_000_000_000L / perSecond.getAsInt();
        this.gapNanos = wholeGapNanos;
    }

    /** The rate is that of so many nodes together, this one with them. */
    void shareWith(int sharers) {
        gapNanos = wholeGapNanos * sharers;
    }

    /** Waits for the next message's turn; false when there is none any more. */
    boolean await() throws InterruptedException {
        if (gapNanos == 0) {
            return stopped.getCount() > 0;
        }
        var now = System.nanoTime();
        var turn = next.getAndUpdate(due -> Math.max(due - now, 0) + now + gapNanos);
        return !stopped.await(Math.max(turn - now, 0), TimeUnit.NANOSECONDS);
    }

    /** Takes the next message's turn if it has come; never waits. */
    boolean now() {
        if (gapNanos == 0 || stopped()) {
            return !stopped();
        }
        var now = System.nanoTime();
        var due = next.get();
        return due - now <= 0 && next.compareAndSet(due, now + gapNanos);
    }

    boolean stopped() {
        return stopped.getCount() == 0;
    }

    void stop() {
        stopped.countDown();
    }
}
