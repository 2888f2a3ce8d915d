package org.briefwire.pace;

import static java.util.Comparator.comparingLong;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * How many messages each domain was sent within the last minute. Of more domains than a few
 * thousand in ten seconds, those that come late are left out. For any number of threads, in less
 * than a microsecond.
 */
final class Meter {
    private static final int MOST = 8192;
    private static final int SPANS = 6;
    private static final long SPAN_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long LEAST_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanos;
    private final long start;
    private final AtomicReferenceArray<Span> spans = new AtomicReferenceArray<>(SPANS);

    /** What was sent in ten seconds. */
    private record Span(long turn, Map<String, AtomicLong> counts) {
        Span(long turn) {
            this(turn, new ConcurrentHashMap<>());
        }
    }

    /**
     * One that has counted nothing yet.
     *
     * @param nanos a clock that nobody sets
     */
    Meter(LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        for (var span = 0; span < SPANS; span++) {
            spans.set(span, new Span(span));
        }
    }

    /** One more. */
    void count(String domain) {
        var counts = span(turn()).counts();
        var count = counts.get(domain);
        if (count == null && counts.size() < MOST) {
            count = counts.computeIfAbsent(domain, _ -> new AtomicLong());
        }
        if (count != null) {
            count.incrementAndGet();
        }
    }

    /** Everybody who was sent anything in the last minute, those first who were sent most. */
    List<String> domains() {
        var turn = turn();
        var sums = new HashMap<String, Long>();
        for (var back = 0; back < SPANS && back <= turn; back++) {
            span(turn - back)
                    .counts()
                    .forEach((domain, count) -> sums.merge(domain, count.get(), Long::sum));
        }
        return sums.entrySet().stream()
                .sorted(comparingLong(sum -> -sum.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Messages an hour to some domains, as in the last minute, or since the first if less. */
    long perHour(Predicate<String> domains) {
        var turn = turn();
        var sum = 0L;
        var used = 0;
        for (var back = 0; back < SPANS && back <= turn; back++) {
            var count =
                    span(turn - back).counts().entrySet().stream()
                            .filter(entry -> domains.test(entry.getKey()))
                            .mapToLong(entry -> entry.getValue().get())
                            .sum();
            sum += count;
            used = count > 0 ? back + 1 : used;
        }
        var time = (nanos.getAsLong() - start) % SPAN_NANOS + Math.max(0, used - 1) * SPAN_NANOS;
        return sum * Duration.ofHours(1).toNanos() / Math.max(time, LEAST_NANOS);
    }

    private long turn() {
        return (nanos.getAsLong() - start) / SPAN_NANOS;
    }

    /** An empty one takes the place of one that is a minute old. */
    private Span span(long turn) {
        var place = (int) (turn % SPANS);
        var span = spans.get(place);
        while (span.turn() < turn) {
            spans.compareAndSet(place, span, new Span(turn));
            span = spans.get(place);
        }
        return span;
    }
}
