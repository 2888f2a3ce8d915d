package org.briefwire.deliver;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
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

    /** Two ways to take. */
    record Ways(Supplier<Optional<Envelope>> waiting, Supplier<Optional<Envelope>> now)
            implements Envelopes {
        @Override
        public Optional<Envelope> take() {
            return waiting.get();
        }

        @Override
        public Optional<Envelope> takeNow() {
            return now.get();
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
    }
}
