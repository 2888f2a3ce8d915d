package org.briefwire.deliver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.briefwire.model.BriefwireException;
import org.jspecify.annotations.Nullable;

/**
 * What is to be handed over in a pass, for any number of couriers. Claims run ahead in a thread of
 * their own, when half of the last one is used up, so that connections don't wait for the database;
 * at most one claim and a half is held. Notices overtake: they are looked for every second.
 */
final class EnvelopeQueue {
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Source notices;
    private final Source bulk;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Envelope> ahead = new ArrayDeque<>();
    private final Deque<Envelope> waiting = new ArrayDeque<>();
    private @Nullable RuntimeException failure;
    private boolean claiming;
    private boolean drained;
    private boolean stopped;
    private int lastClaim;
    private long looked = System.nanoTime() - LOOK_NANOS;

    /** Where envelopes come from. */
    @FunctionalInterface
    interface Source {
        /** The next few; none when there are no more for now. */
        List<Envelope> claim();
    }

    EnvelopeQueue(Source notices, Source bulk) {
        this.notices = notices;
        this.bulk = bulk;
    }

    /** One courier's view. */
    Iterator<Envelope> share() {
        return new Share();
    }

    /** Gives back what was taken and not handed over. */
    void putBack(Envelope envelope) {
        lock.lock();
        try {
            ahead.addFirst(envelope);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** From now on it is empty. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when no claim is under way, and none begins. */
    void settle() {
        lock.lock();
        try {
            drained = true;
            awaitClaim();
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return stopped || (drained && !claiming && ahead.isEmpty() && waiting.isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /** What was claimed and is not handed over; nothing more is claimed. */
    List<Envelope> rest() {
        lock.lock();
        try {
            settle();
            var rest = new ArrayList<>(ahead);
            rest.addAll(waiting);
            ahead.clear();
            waiting.clear();
            return rest;
        } finally {
            lock.unlock();
        }
    }

    private void awaitClaim() {
        while (claiming) {
            changed.awaitUninterruptibly();
        }
    }

    private Optional<Envelope> poll() {
        lock.lock();
        try {
            while (!stopped) {
                claimAhead();
                if (!ahead.isEmpty()) {
                    return Optional.of(ahead.removeFirst());
                }
                if (!waiting.isEmpty()) {
                    return Optional.of(waiting.removeFirst());
                }
                if (!claiming) {
                    return none();
                }
                changed.awaitUninterruptibly();
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Envelope> none() {
        if (failure != null) {
            throw failure;
        }
        return Optional.empty();
    }

    private void claimAhead() {
        var low = !drained && waiting.size() <= lastClaim / 2;
        var late = System.nanoTime() - looked >= LOOK_NANOS;
        if (claiming || failure != null || !(low || late)) {
            return;
        }
        claiming = true;
        // the database's calls would hold a carrier of virtual threads
        Thread.ofPlatform().name("claims").start(() -> claim(late, low));
    }

    private void claim(boolean late, boolean low) {
        List<Envelope> urgent = List.of();
        List<Envelope> more = List.of();
        @Nullable RuntimeException thrown =
                new BriefwireException("a claim ended early; the log says why");
        try {
            urgent = late ? notices.claim() : urgent;
            more = low ? bulk.claim() : more;
            thrown = null;
        } catch (RuntimeException e) {
            thrown = e;
        } finally {
            lock.lock();
            try {
                failure = thrown;
                ahead.addAll(urgent);
                waiting.addAll(more);
                looked = late ? System.nanoTime() : looked;
                lastClaim = low ? more.size() : lastClaim;
                drained |= low && thrown == null && more.isEmpty();
                claiming = false;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private final class Share implements Iterator<Envelope> {
        private @Nullable Envelope next;

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = poll().orElse(null);
            }
            return next != null;
        }

        @Override
        public Envelope next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            var envelope = next;
            next = null;
            return envelope;
        }
    }
}
