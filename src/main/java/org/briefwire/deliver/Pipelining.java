package org.briefwire.deliver;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a server keeps to the PIPELINING that it offers. One that is silent or out of step when
 * commands come together is spoken to plainly for an hour: at once if it never managed them, else
 * at the third time without a success between. Hanging up says less: it counts only until the first
 * success, and then three times.
 */
final class Pipelining {
    private static final Logger LOG = LoggerFactory.getLogger(Pipelining.class);
    private static final int ENOUGH = 3;
    private static final long PLAIN_NANOS = Duration.ofHours(1).toNanos();

    private final String server;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean trusted = true;
    private volatile boolean sure;
    private boolean proven;
    private int doubts;
    private long lostTrust;

    Pipelining(String server) {
        this.server = server;
    }

    boolean isTrusted() {
        return trusted || forgiven();
    }

    private boolean forgiven() {
        lock.lock();
        try {
            if (!trusted && System.nanoTime() - lostTrust > PLAIN_NANOS) {
                trusted = true;
                proven = false;
                doubts = 0;
            }
            return trusted;
        } finally {
            lock.unlock();
        }
    }

    /** An envelope behind a message's end was answered in step. */
    void kept() {
        if (sure) {
            return;
        }
        lock.lock();
        try {
            proven = true;
            doubts = 0;
            sure = true;
        } finally {
            lock.unlock();
        }
    }

    /** A connection was lost while commands were together on their way. */
    void doubt(Lost lost) {
        lock.lock();
        try {
            sure = false;
            doubts +=
                    switch (lost.how()) {
                        case CLOSED -> 0;
                        case BROKEN -> proven ? 0 : 1;
                        case SILENT, OUT_OF_STEP -> proven ? 1 : ENOUGH;
                    };
            if (doubts >= ENOUGH && trusted) {
                trusted = false;
                lostTrust = System.nanoTime();
                LOG.warn(
                        "{} offers PIPELINING and does not keep to it ({}): it gets one command at a time for an hour",
                        server,
                        lost.getMessage());
            }
        } finally {
            lock.unlock();
        }
    }
}
