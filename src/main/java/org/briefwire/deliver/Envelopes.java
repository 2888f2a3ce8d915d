package org.briefwire.deliver;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/** What is to be handed over, one after the other. Safe for use by many threads. */
interface Envelopes {
    /** The next one, as soon as there is one; none when there are no more. */
    Optional<Envelope> take();

    /**
     * The next one if there is one now: for a connection with a message under way, which must not
     * wait for another.
     */
    Optional<Envelope> takeNow();

    /**
     * For whoever may not take yet, or found none now: waits so many nanoseconds, or less if
     * something changes, and leaves everything to others. False when there are no more.
     */
    boolean awaitMore(long nanos);

    /** Two ways to take, and one to wait. */
    record Ways(
            Supplier<Optional<Envelope>> waiting,
            Supplier<Optional<Envelope>> now,
            LongPredicate more)
            implements Envelopes {
        @Override
        public Optional<Envelope> take() {
            return waiting.get();
        }

        @Override
        public Optional<Envelope> takeNow() {
            return now.get();
        }

        @Override
        public boolean awaitMore(long nanos) {
            return more.test(nanos);
        }
    }

    /** Those of an iterator that never lets wait. */
    static Envelopes of(Iterator<Envelope> all) {
        return new Listed(all, new ReentrantLock());
    }

    /** An iterator behind a lock. */
    record Listed(Iterator<Envelope> all, ReentrantLock lock) implements Envelopes {
        @Override
        public Optional<Envelope> take() {
            lock.lock();
            try {
                return all.hasNext() ? Optional.of(all.next()) : Optional.empty();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public Optional<Envelope> takeNow() {
            return take();
        }

        @Override
        public boolean awaitMore(long nanos) {
            LockSupport.parkNanos(nanos);
            lock.lock();
            try {
                return all.hasNext() && !Thread.currentThread().isInterrupted();
            } finally {
                lock.unlock();
            }
        }
    }
}
