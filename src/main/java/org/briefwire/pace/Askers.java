package org.briefwire.pace;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who asked for less of late. Where a great many do within seconds it is not they who ask, but a
 * relay of our own that says so of itself to everything: only the first of them are heard. Safe for
 * many threads.
 */
final class Askers {
    static final int MANY = 20;
    private static final Duration SPAN = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(Askers.class);

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> domains = new HashSet<>();
    private Instant begun = Instant.EPOCH;
    private boolean told;

    Askers(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether a domain that asks for less now is to be heard. */
    boolean isHeard(String domain, String reply) {
        lock.lock();
        try {
            begin();
            if (domains.contains(domain) || domains.size() < MANY) {
                domains.add(domain);
                return true;
            }
            if (!told) {
                LOG.warn(
                        "more than {} domains asked for less at once, so our own server may mean itself; a 'rate' for it keeps to what it takes ({})",
                        MANY,
                        reply);
            }
            told = true;
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        var now = clock.instant();
        // or the clock was set back
        if (!now.isBefore(begun.plus(SPAN)) || now.isBefore(begun)) {
            begun = now;
            told = false;
            domains.clear();
        }
    }
}
