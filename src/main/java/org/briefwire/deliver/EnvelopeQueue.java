package org.briefwire.deliver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is to be handed over in a pass, claimed as it is needed; for any number of couriers. Notices
 * overtake: they are looked for every second. Holds one claim at a time.
 */
final class EnvelopeQueue {
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Source notices;
    private final Source bulk;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Envelope> ahead = new ArrayDeque<>();
    private final Deque<Envelope> waiting = new ArrayDeque<>();
    private boolean drained;
    private boolean stopped;
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
        } finally {
            lock.unlock();
        }
    }

    /** From now on it is empty. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return stopped || (drained && ahead.isEmpty() && waiting.isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /** What was claimed and is not handed over; nothing more is claimed. */
    List<Envelope> rest() {
        lock.lock();
        try {
            var rest = new ArrayList<>(ahead);
            rest.addAll(waiting);
            ahead.clear();
            waiting.clear();
            drained = true;
            return rest;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Envelope> poll() {
        lock.lock();
        try {
            if (stopped) {
                return Optional.empty();
            }
            if (System.nanoTime() - looked >= LOOK_NANOS) {
                ahead.addAll(notices.claim());
                looked = System.nanoTime();
            }
            if (!ahead.isEmpty()) {
                return Optional.of(ahead.removeFirst());
            }
            if (waiting.isEmpty() && !drained) {
                waiting.addAll(bulk.claim());
                drained = waiting.isEmpty();
            }
            return Optional.ofNullable(waiting.pollFirst());
        } finally {
            lock.unlock();
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
