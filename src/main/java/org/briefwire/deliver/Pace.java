package org.briefwire.deliver;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.briefwire.config.Limit;
import org.jspecify.annotations.Nullable;

/** Spaces messages out evenly, over all connections together, and those of all nodes. */
final class Pace {
    private final long wholeGapNanos;
    private final @Nullable Pace outer;
    private volatile long gapNanos;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final CountDownLatch stopped = new CountDownLatch(1);

    Pace(Optional<Limit> rate) {
        this(rate, null);
    }

    /** A pace within another one, that of several. */
    Pace(Optional<Limit> rate, @Nullable Pace outer) {
        this.wholeGapNanos = rate.map(limit -> limit.per().toNanos() / limit.count()).orElse(0L);
        this.gapNanos = wholeGapNanos;
        this.outer = outer;
    }

    /** The rate is that of so many nodes together, this one with them. */
    void shareWith(int sharers) {
        gapNanos = wholeGapNanos * sharers;
        if (outer != null) {
            outer.shareWith(sharers);
        }
    }

    /** Waits for the next message's turn; false when there is none any more. */
    boolean await() throws InterruptedException {
        var wait = turn();
        if (wait > 0 && stopped.await(wait, TimeUnit.NANOSECONDS)) {
            return false;
        }
        var more = outer == null ? 0 : outer.turn();
        return more == 0 ? !stopped() : !stopped.await(more, TimeUnit.NANOSECONDS);
    }

    /** How long it is until the next message's turn, which is taken. */
    private long turn() {
        if (gapNanos == 0) {
            return 0;
        }
        var now = System.nanoTime();
        var turn = next.getAndUpdate(due -> Math.max(due - now, 0) + now + gapNanos);
        return Math.max(turn - now, 0);
    }

    /** Takes the next message's turn if it has come; never waits. */
    boolean now() {
        return !stopped() && isDue() && (outer == null || outer.takeNow()) && takeNow();
    }

    private boolean isDue() {
        return gapNanos == 0 || next.get() - System.nanoTime() <= 0;
    }

    private boolean takeNow() {
        if (gapNanos == 0) {
            return true;
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
