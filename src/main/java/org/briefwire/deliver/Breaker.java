package org.briefwire.deliver;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A circuit breaker: a server that no connection can be had to is left alone, and looked at aside,
 * first after a second, then ever more rarely up to half a minute; as soon as it answers it is
 * given mail again. One that answers and fails again at once is left alone for as long as before.
 * Safe for many threads.
 */
final class Breaker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long STEADY_NANOS = Duration.ofMinutes(1).toNanos();

    private final String server;
    private final BooleanSupplier answers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Reply reason;
    private Duration wait = FIRST;
    private long back = System.nanoTime() - STEADY_NANOS;
    private boolean ended;

    /**
     * A closed one.
     *
     * @param answers tries the server; may take its time
     */
    Breaker(String server, BooleanSupplier answers) {
        this.server = server;
        this.answers = answers;
    }

    /** The server can't be reached. */
    void trip(Reply because) {
        lock.lock();
        try {
            if (reason != null || ended) {
                return;
            }
            reason = because;
            if (System.nanoTime() - back >= STEADY_NANOS) {
                wait = FIRST;
            }
            LOG.warn("{}", because.text());
            Thread.ofVirtual().name("look-at-" + server).start(this::look);
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        while (rest()) {
            if (doesAnswer()) {
                close(true);
                LOG.info("{} answers again", server);
                return;
            }
        }
    }

    private boolean doesAnswer() {
        try {
            return answers.getAsBoolean();
        } catch (RuntimeException e) {
            // whatever it is: nobody else would look again
            LOG.error("{} could not be looked at, and is later: {}", server, e.getMessage(), e);
            return false;
        }
    }

    /** Waits until the server is to be looked at; false when nobody wants to know any more. */
    private boolean rest() {
        lock.lock();
        try {
            var left = wait.toNanos();
            while (!ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            wait = wait.multipliedBy(2).compareTo(LONGEST) < 0 ? wait.multipliedBy(2) : LONGEST;
            return !ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void close(boolean isBack) {
        lock.lock();
        try {
            reason = null;
            ended |= !isBack;
            back = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Why nothing is to be given to the server, if so. */
    Optional<Reply> reason() {
        lock.lock();
        try {
            return Optional.ofNullable(reason);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a while, or until the server may be given mail; whether it may. */
    boolean awaitClosed(Duration longest) {
        lock.lock();
        try {
            var left = longest.toNanos();
            while (reason != null && left > 0) {
                left = changed.awaitNanos(left);
            }
            return reason == null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Looks no more. */
    @Override
    public void close() {
        close(false);
    }
}
