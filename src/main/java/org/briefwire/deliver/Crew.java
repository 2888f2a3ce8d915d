package org.briefwire.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.briefwire.model.BriefwireException;

/**
 * The workers of one hand-over. A worker that has no connection waits and tries again while another
 * one works; it counts as without until it has one. When all are without, the hand-over ends for
 * all.
 */
final class Crew {
    /** So many connections in a row that can't be had are enough, while others wait for a turn. */
    private static final int MOST_FALLS = 3;

    private final int size;
    private final Envelopes source;
    private final AtomicInteger working;
    private final AtomicInteger idle = new AtomicInteger();
    private final AtomicInteger falls = new AtomicInteger();
    private final ReentrantLock line = new ReentrantLock();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicReference<Optional<Reply>> outOfReach =
            new AtomicReference<>(Optional.empty());

    Crew(int size, Envelopes source) {
        this.size = size;
        this.source = source;
        this.working = new AtomicInteger(size);
    }

    /** What a worker does. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /**
     * Has every worker do the work, and waits for all of them.
     *
     * @return why the server is out of reach, if it is
     */
    Optional<Reply> work(String name, Work work) {
        var threads = Thread.ofPlatform().name(name + "-", 0).factory();
        var done = new ArrayList<Future<?>>();
        try (var executor = Executors.newThreadPerTaskExecutor(threads)) {
            for (var i = 0; i < size; i++) {
                done.add(executor.submit(() -> run(work)));
            }
        }
        for (var each : done) {
            check(each);
        }
        return outOfReach.get();
    }

    private boolean run(Work work) throws InterruptedException {
        var done = false;
        try {
            work.run();
            done = true;
            return true;
        } finally {
            if (working.decrementAndGet() == 0 || !done) {
                over.countDown();
            }
        }
    }

    private static void check(Future<?> worker) {
        try {
            worker.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException unexpected
                    ? unexpected
                    : new BriefwireException("handing over: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next envelope, or none when there is no more, or no connection is to be had. */
    Optional<Envelope> take() {
        return over.getCount() == 0 ? Optional.empty() : source.take();
    }

    /** The next envelope if there is one now. */
    Optional<Envelope> takeNow() {
        return over.getCount() == 0 ? Optional.empty() : source.takeNow();
    }

    /** One after the other: while one worker waits for this, the others wait behind it. */
    Optional<Envelope> inLine(Supplier<Optional<Envelope>> wait) {
        line.lock();
        try {
            return wait.get();
        } finally {
            line.unlock();
        }
    }

    /**
     * Waits so many nanoseconds, or less if something changes. False when there are no more
     * envelopes, or no connection is to be had.
     */
    boolean awaitMore(long nanos) {
        return over.getCount() != 0 && source.awaitMore(nanos);
    }

    /** One waits that has no connection and none to try for: it is no reason to go on for long. */
    void idles() {
        idle.incrementAndGet();
        working.decrementAndGet();
    }

    /** One that was idle tries for a connection. */
    void tries() {
        working.incrementAndGet();
        idle.decrementAndGet();
    }

    /** A connection was had. */
    void reached() {
        falls.set(0);
    }

    /**
     * One that worked is without a connection. When nobody works, the server is out of reach; but
     * those that are idle may try too, a few of them.
     */
    void fell(Reply reason) {
        var fallen = falls.incrementAndGet();
        if (working.decrementAndGet() == 0 && (idle.get() == 0 || fallen >= MOST_FALLS)) {
            outOfReach.set(Optional.of(reason));
            over.countDown();
        }
    }

    /** One that was without a connection works again. */
    void rose() {
        working.incrementAndGet();
    }

    /** Waits for a while, or until the hand-over is over. */
    void rest(Duration wait) throws InterruptedException {
        var _ = over.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }
}
