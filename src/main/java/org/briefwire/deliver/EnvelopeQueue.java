package org.briefwire.deliver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.briefwire.model.BriefwireException;
import org.briefwire.pace.Speed;
import org.jspecify.annotations.Nullable;

/**
 * What is to be handed over in a pass, for any number of couriers. Claims run ahead in a thread of
 * their own, when half of the last one is used up, so that connections don't wait for the database;
 * at most one claim and a half is held. Notices overtake: they are looked for every second. What
 * waits for its turn with a provider overtakes when its turn has come.
 */
final class EnvelopeQueue implements Envelopes {
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Sources sources;
    private final Lanes lanes;
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

    /** Of one provider. */
    @FunctionalInterface
    interface LaneSource {
        /** The next few, so many at the most; none when there are no more for now. */
        List<Envelope> claim(int pool, int number);
    }

    /**
     * Where all envelopes come from.
     *
     * @param again whether more may fall due while the last ones wait for their turn
     */
    record Sources(Source notices, Source bulk, LaneSource lanes, boolean again) {
        Sources(Source notices, Source bulk) {
            this(notices, bulk, (_, _) -> List.of(), false);
        }
    }

    /** Where envelopes come from. */
    @FunctionalInterface
    interface Source {
        /** The next few; none when there are no more for now. */
        List<Envelope> claim();
    }

    /**
     * A queue over these sources.
     *
     * @param lanes the queue's own from now on
     */
    EnvelopeQueue(Sources sources, Lanes lanes) {
        this.sources = sources;
        this.lanes = lanes;
    }

    /** Gives back what was taken and not handed over. */
    void putBack(Envelope envelope) {
        lock.lock();
        try {
            envelope.lane()
                    .ifPresentOrElse(
                            lane -> lane.putBack(envelope), () -> ahead.addFirst(envelope));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** An envelope has its outcome: another of its provider's may have its turn. */
    void ended(Envelope envelope) {
        if (envelope.lane().isPresent()) {
            lock.lock();
            try {
                envelope.lane().get().ended(envelope);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Something may wait for its turn with these providers; and this is how fast they are now. */
    void slow(Collection<Speed> open, Collection<Speed> all) {
        lock.lock();
        try {
            open.forEach(lanes::open);
            lanes.set(all);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What waits for its turn goes out in another pass. */
    void endLanes() {
        lock.lock();
        try {
            lanes.end();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a while, or until it is empty; whether it is. */
    boolean awaitEmpty(Duration longest) {
        lock.lock();
        try {
            var left = longest.toNanos();
            while (left > 0 && !isEmpty()) {
                left = changed.awaitNanos(left);
            }
            return isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Looks whether more has fallen due, and waits for a while or until something changes. */
    @SuppressWarnings("WaitNotInLoop") // its caller is the loop
    void awaitMore(Duration longest) {
        lock.lock();
        try {
            if (!stopped) {
                claimAhead();
            }
            var _ = changed.awaitNanos(longest.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
            return stopped || (drained && hasNone() && !claiming);
        } finally {
            lock.unlock();
        }
    }

    private boolean hasNone() {
        return ahead.isEmpty() && waiting.isEmpty() && lanes.areIdle();
    }

    /** What was claimed and is not handed over; nothing more is claimed. */
    List<Envelope> rest() {
        lock.lock();
        try {
            settle();
            var rest = new ArrayList<>(ahead);
            rest.addAll(waiting);
            rest.addAll(lanes.rest());
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

    @Override
    public Optional<Envelope> take() {
        lock.lock();
        try {
            while (!stopped) {
                claimAhead();
                var next = next();
                if (next.isPresent()) {
                    return next;
                }
                if (claiming) {
                    changed.awaitUninterruptibly();
                } else if (failure != null || lanes.areIdle()) {
                    return none();
                } else {
                    awaitTurn();
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Envelope> takeNow() {
        lock.lock();
        try {
            if (stopped) {
                return Optional.empty();
            }
            claimAhead();
            return next();
        } finally {
            lock.unlock();
        }
    }

    /** A notice, if there is one now. */
    Optional<Envelope> takeNotice() {
        lock.lock();
        try {
            claimAhead();
            return stopped || ahead.isEmpty() ? Optional.empty() : Optional.of(ahead.removeFirst());
        } finally {
            lock.unlock();
        }
    }

    /** The same, after a look for some if it is time for that. */
    Optional<Envelope> lookForNotice() {
        lock.lock();
        try {
            claimAhead();
            while (claiming && ahead.isEmpty() && !stopped) {
                changed.awaitUninterruptibly();
            }
            return takeNotice();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Envelope> next() {
        if (!ahead.isEmpty()) {
            return Optional.of(ahead.removeFirst());
        }
        var turn = lanes.poll();
        return turn.isPresent() || waiting.isEmpty() ? turn : Optional.of(waiting.removeFirst());
    }

    @SuppressWarnings("WaitNotInLoop") // its caller is the loop
    private void awaitTurn() {
        try {
            var _ = changed.awaitNanos(Math.min(lanes.waitNanos(), LOOK_NANOS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    private Optional<Envelope> none() {
        if (failure != null) {
            throw failure;
        }
        return Optional.empty();
    }

    private void claimAhead() {
        var late = System.nanoTime() - looked >= LOOK_NANOS;
        var open = !drained || (late && sources.again());
        var low = open && waiting.size() <= lastClaim / 2;
        if (claiming || failure != null) {
            return;
        }
        var wanted = lanes.wanted();
        if (low || late || !wanted.isEmpty()) {
            claiming = true;
            // the database's calls would hold a carrier of virtual threads
            Thread.ofPlatform().name("claims").start(() -> claim(late, low, wanted));
        }
    }

    private void claim(boolean late, boolean low, Map<Lane, Integer> wanted) {
        List<Envelope> urgent = List.of();
        List<Envelope> more = List.of();
        var turns = new HashMap<Lane, List<Envelope>>();
        @Nullable RuntimeException thrown =
                new BriefwireException("a claim ended early; the log says why");
        try {
            urgent = late ? sources.notices().claim() : urgent;
            more = low ? sources.bulk().claim() : more;
            for (var lane : wanted.entrySet()) {
                turns.put(
                        lane.getKey(),
                        sources.lanes().claim(lane.getKey().pool(), lane.getValue()));
            }
            thrown = null;
        } catch (RuntimeException e) {
            thrown = e;
        } finally {
            lock.lock();
            try {
                failure = thrown;
                ahead.addAll(urgent);
                waiting.addAll(more);
                turns.forEach(Lane::add);
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
}
