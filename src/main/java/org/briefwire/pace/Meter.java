package org.briefwire.pace;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * About how many messages each domain was sent within the last minute: domains share counters, so a
 * domain's number may be too large, never too small. For any number of threads, in a few
 * nanoseconds.
 */
final class Meter {
    private static final int CELLS = 4096;
    private static final int SPANS = 6;
    private static final long SPAN_NANOS = Duration.ofSeconds(10).toNanos();

    private final AtomicIntegerArray counts = new AtomicIntegerArray(SPANS * CELLS);
    private final AtomicLong turned = new AtomicLong();
    private final long start = System.nanoTime();

    /** One more. */
    void count(String domain) {
        counts.incrementAndGet((int) (turn() % SPANS) * CELLS + cell(domain));
    }

    /** Messages an hour, as it was in the last minute, or since the first if that is less. */
    long perHour(String domain) {
        var turn = turn();
        var sum = 0L;
        var spans = 0;
        for (var back = 0; back < SPANS && back <= turn; back++) {
            var count = counts.get((int) ((turn - back) % SPANS) * CELLS + cell(domain));
            sum += count;
            spans = count > 0 ? back + 1 : spans;
        }
        var nanos = (System.nanoTime() - start) % SPAN_NANOS + Math.max(0, spans - 1) * SPAN_NANOS;
        var least = Duration.ofSeconds(1).toNanos();
        return sum * Duration.ofHours(1).toNanos() / Math.max(nanos, least);
    }

    private static int cell(String domain) {
        var hash = domain.hashCode();
        return (hash ^ hash >>> 16) & (CELLS - 1);
    }

    /** Which span it is; what the spans passed over have from the last time round is forgotten. */
    private long turn() {
        var now = (System.nanoTime() - start) / SPAN_NANOS;
        var last = turned.get();
        if (now > last && turned.compareAndSet(last, now)) {
            for (var turn = Math.max(last + 1, now - SPANS + 1); turn <= now; turn++) {
                var from = (int) (turn % SPANS) * CELLS;
                for (var cell = 0; cell < CELLS; cell++) {
                    counts.set(from + cell, 0);
                }
            }
        }
        return now;
    }
}
