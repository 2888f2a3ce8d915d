package org.briefwire.deliver;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.briefwire.config.Limit;
import org.jspecify.annotations.Nullable;

/**
 * Spaces messages out evenly, over all connections together, and those of all nodes. A turn is
 * taken when it has come, and for a message that is there: what nobody used is not made up for.
 */
final class Pace {
    /** A turn taken so much late, as threads wake late, is in time: the rate would suffer. */
    private static final long LATE_NANOS = Duration.ofMillis(20).toNanos();

    private static final Optional<Turn> FREE = Optional.of(Turn.NONE);

    private final LongSupplier nanos;
    private final long wholeGapNanos;
    private final @Nullable Pace outer;
    private volatile long gapNanos;
    private final AtomicLong next;
    private volatile boolean stopped;

    /** The right to begin one message. */
    @FunctionalInterface
    interface Turn {
        /** That of nobody. */
        Turn NONE = () -> {};

        /** Nothing was begun: the turn is another's, unless a later one was taken since. */
        void giveBack();
    }

    Pace(Optional<Limit> rate) {
        this(rate, null);
    }

    /** A pace within another one, that of several. */
    Pace(Optional<Limit> rate, @Nullable Pace outer) {
        this(rate, outer, System::nanoTime);
    }

    /**
     * The same with a time of its own.
     *
     * @param nanos a clock that nobody sets
     */
    Pace(Optional<Limit> rate, @Nullable Pace outer, LongSupplier nanos) {
        this.nanos = nanos;
        this.next = new AtomicLong(nanos.getAsLong());
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

    /** Whether there is no rate to keep to: it is always the next message's turn. */
    boolean isFree() {
        return wholeGapNanos == 0 && (outer == null || outer.isFree());
    }

    /** The next message's turn, if it has come; never waits. */
    Optional<Turn> take() {
        if (stopped) {
            return Optional.empty();
        }
        if (wholeGapNanos == 0) {
            return takeOuter();
        }
        if (untilOwnTurn() > 0) {
            return Optional.empty();
        }
        var further = takeOuter();
        return further.isEmpty() ? further : takeOwn(further.get());
    }

    /** Its own turn with that of all; others may take it at the same time, and the one after it. */
    private Optional<Turn> takeOwn(Turn further) {
        while (true) {
            var now = nanos.getAsLong();
            var due = next.get();
            if (due - now > 0) {
                further.giveBack();
                return Optional.empty();
            }
            var after = now - Math.min(now - due, LATE_NANOS) + gapNanos;
            if (next.compareAndSet(due, after)) {
                return Optional.of(() -> {
                    next.compareAndSet(after, due);
                    further.giveBack();
                });
            }
        }
    }

    private Optional<Turn> takeOuter() {
        return outer == null ? FREE : outer.take();
    }

    /** How long it is until the next message's turn comes, in nanoseconds; 0 when it has. */
    long untilTurn() {
        return outer == null ? untilOwnTurn() : Math.max(untilOwnTurn(), outer.untilTurn());
    }

    private long untilOwnTurn() {
        return wholeGapNanos == 0 ? 0 : Math.max(0, next.get() - nanos.getAsLong());
    }

    boolean stopped() {
        return stopped;
    }

    void stop() {
        stopped = true;
    }
}
