package org.briefwire.deliver;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;

/**
 * Which domains hold connections up. A domain is slow when its messages take longer than a second
 * and four times as long as the quickest of late: a relay that takes its time with all of them
 * makes none of them slow. A slow one, and one of which nothing is known yet, has a quarter of the
 * connections while others wait. Safe for use by many threads.
 */
final class Holdups {
    private static final long LONG_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int TIMES_THE_QUICKEST = 4;
    private static final int MEMORY = 64;
    private static final int PART = 4;
    private static final int MOST = 10_000;

    private final int share;
    private final AtomicLong quickest = new AtomicLong(Long.MAX_VALUE);
    private final Set<String> quick = ConcurrentHashMap.newKeySet();
    private final Set<String> slow = ConcurrentHashMap.newKeySet();

    /**
     * Knows nothing yet.
     *
     * @param connections of all servers; fewer than four are not divided
     */
    Holdups(int connections) {
        share = connections < PART ? Integer.MAX_VALUE : connections / PART;
    }

    /** How many messages at a time go to a domain that is not known to be quick. */
    int share() {
        return share;
    }

    /** Whether the domain has answered in good time, the last time. */
    boolean isQuick(String domain) {
        return quick.contains(domain);
    }

    /** Whether it has not. */
    boolean isSlow(String domain) {
        return slow.contains(domain);
    }

    /**
     * A server needed so long for a message to the domain.
     *
     * @param taken whether it has it; what a slow domain refuses at once makes it no quicker
     */
    void took(String domain, long nanos, boolean taken) {
        var best = taken ? quickest.updateAndGet(towards(nanos)) : quickest.get();
        // by division: the quickest may be as long as can be
        if (nanos > LONG_NANOS && nanos / TIMES_THE_QUICKEST > best) {
            put(slow, quick, domain);
        } else if (taken || !slow.contains(domain)) {
            put(quick, slow, domain);
        }
    }

    /** Down at once, and up by and by. */
    private static LongUnaryOperator towards(long nanos) {
        return before -> nanos < before ? nanos : before + (nanos - before) / MEMORY;
    }

    private static void put(Set<String> these, Set<String> others, String domain) {
        if (these.contains(domain)) {
            return;
        }
        if (these.size() >= MOST) {
            // they are soon met again
            these.clear();
        }
        these.add(domain);
        others.remove(domain);
    }
}
