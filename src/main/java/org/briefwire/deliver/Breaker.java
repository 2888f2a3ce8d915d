package org.briefwire.deliver;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A circuit breaker: a server that no connection can be had to is left alone, and looked at aside,
 * first after a second, then ever more rarely up to half a minute; as soon as it answers it is
 * given mail again. One that answers and fails again within a minute is left alone for longer
 * still, as if it had not answered. Safe for many threads.
 */
final class Breaker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long STEADY_NANOS = Duration.ofMinutes(1).toNanos();

    private final String server;
    private final BooleanSupplier answers;
    private final LongSupplier nanos;
    private final Later later;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Reply reason;
    private Duration wait = FIRST;
    private long back;
    private boolean ended;

    /** Who does something after a while. */
    @FunctionalInterface
    interface Later {
        void after(Duration wait, Runnable work);
    }

    /**
     * A closed one.
     *
     * @param answers tries the server; may take its time
     */
    Breaker(String server, BooleanSupplier answers) {
        this(server, answers, System::nanoTime, (wait, work) -> after(wait, work, server));
    }

    /**
     * The same with a time of its own.
     *
     * @param nanos a clock that nobody sets
     */
    Breaker(String server, BooleanSupplier answers, LongSupplier nanos, Later later) {
        this.server = server;
        this.answers = answers;
        this.nanos = nanos;
        this.later = later;
        this.back = nanos.getAsLong() - STEADY_NANOS;
    }

    private static void after(Duration wait, Runnable work, String server) {
        var virtual = Thread.ofVirtual().name("look-at-" + server);
        CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS, virtual::start)
                .execute(work);
    }

    /** The server can't be reached. */
    void trip(Reply because) {
        lock.lock();
        try {
            if (reason != null || ended) {
                return;
            }
            reason = because;
            if (nanos.getAsLong() - back >= STEADY_NANOS) {
                wait = FIRST;
            }
            LOG.warn("{}", because.text());
            lookLater();
        } finally {
            lock.unlock();
        }
    }

    private void lookLater() {
        later.after(wait, this::look);
        wait = wait.multipliedBy(2).compareTo(LONGEST) < 0 ? wait.multipliedBy(2) : LONGEST;
    }

    private void look() {
        if (hasEnded()) {
            return;
        }
        if (doesAnswer()) {
            close(true);
            LOG.info("{} answers again", server);
            return;
        }
        lock.lock();
        try {
            lookLater();
        } finally {
            lock.unlock();
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

    /** Whether nobody wants to know any more. */
    private boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    private void close(boolean isBack) {
        lock.lock();
        try {
            reason = null;
            ended |= !isBack;
            back = nanos.getAsLong();
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
