package org.briefwire.deliver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.briefwire.pace.Speed;
import org.jspecify.annotations.Nullable;

/**
 * What is to be handed over in a pass, for any number of couriers. Claims run ahead in a thread of
 * their own, when half of the last one is used up, so that connections don't wait for the database;
 * at most one claim and a half is held, and some of what is slow. Notices overtake: they are looked
 * for every second. What waits for its turn with a provider overtakes when its turn has come.
 */
final class EnvelopeQueue {
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Sources sources;
    private final Lanes lanes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Envelope> ahead = new ArrayDeque<>();
    private final Line line;
    private final List<Parcel.Digest> dropped = new ArrayList<>();
    private @Nullable RuntimeException failure;
    private boolean claiming;
    private boolean drained;
    private boolean settled;
    private boolean stopped;
    private int lastClaim;
    private long looked = System.nanoTime() - LOOK_NANOS;

    /**
     * A queue over these sources.
     *
     * @param lanes the queue's own from now on
     * @param holdups who is known to be slow
     */
    EnvelopeQueue(Sources sources, Lanes lanes, Holdups holdups) {
        this.sources = sources;
        this.lanes = lanes;
        this.line = new Line(holdups);
    }

    /** What a server may take: not what it has refused itself. */
    Envelopes of(String server) {
        return new Envelopes.Ways(
                () -> take(server), () -> takeNow(server), nanos -> awaitMore(server, nanos));
    }

    /** Gives back what was taken and not handed over. */
    void putBack(Envelope envelope) {
        change(() -> {
            if (envelope.refusal().isPresent()) {
                line.passOn(envelope);
            } else if (envelope.lane().isPresent()) {
                envelope.lane().get().putBack(envelope);
            } else if (envelope.parcel() instanceof Parcel.Notice) {
                ahead.addFirst(envelope);
            } else {
                line.putBack(envelope);
            }
        });
    }

    /** An envelope has its outcome: another of its provider's may have its turn. */
    void ended(Envelope envelope) {
        if (envelope.lane().isPresent() || line.isTrying()) {
            change(() -> end(envelope));
        }
    }

    private <T> T under(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        var _ =
                under(() -> {
                    change.run();
                    changed.signalAll();
                    return true;
                });
    }

    private void end(Envelope envelope) {
        line.ended(envelope);
        envelope.lane().ifPresent(lane -> lane.ended(envelope));
    }

    /** An envelope that was taken is not to go out in this pass. */
    void drop(Envelope envelope) {
        change(() -> {
            end(envelope);
            if (envelope.parcel() instanceof Parcel.Digest digest) {
                dropped.add(digest);
            }
        });
    }

    /** What was dropped since the last time; it is still claimed. */
    List<Parcel.Digest> dropped() {
        return under(() -> {
            var since = List.copyOf(dropped);
            dropped.clear();
            return since;
        });
    }

    /**
     * A server refused it for reasons of its own: the others may have it. Where they have enough of
     * that already, whoever refuses waits for them, for a moment.
     *
     * @param further it, for the others
     * @return whether there is room for it
     */
    boolean passOn(Envelope envelope, Envelope further) {
        return under(() -> {
            var begun = System.nanoTime();
            while (line.isCrowded() && !stopped && pause(left(begun, LOOK_NANOS))) {
                // until the others have taken some
            }
            if (line.isCrowded()) {
                return false;
            }
            line.ended(envelope);
            envelope.lane().ifPresent(lane -> lane.exchange(envelope, further));
            line.passOn(further);
            changed.signalAll();
            return true;
        });
    }

    private static long left(long begun, long longest) {
        return longest - (System.nanoTime() - begun);
    }

    /**
     * Waits for a change, but not for longer; whether there was time to. Its caller is the loop.
     */
    @SuppressWarnings("WaitNotInLoop")
    private boolean pause(long nanos) {
        try {
            var _ = changed.awaitNanos(nanos);
            return nanos > 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes out what was passed on and finds nobody, by the servers that refused it. */
    List<Ended> settled(Predicate<Set<String>> hopeless) {
        return under(() -> {
            var settled = line.settled(hopeless);
            settled.forEach(this::end);
            changed.signalAll();
            return settled.stream().flatMap(each -> each.refusal().stream()).toList();
        });
    }

    /** Those of the domains whose further mail had better wait in the database. */
    Set<String> full(Stream<String> domains) {
        return under(() -> {
            return line.standsBack()
                    ? domains.filter(line::isFull).collect(Collectors.toSet())
                    : Set.of();
        });
    }

    /** What stands back of a domain waits for its turn with the provider from now on. */
    void divert(String domain, Speed speed) {
        change(() -> {
            var lane = lanes.open(speed);
            var back = line.takeBack(domain);
            if (!back.isEmpty()) {
                lane.add(back);
            }
        });
    }

    /** Something may wait for its turn with these providers; and this is how fast they are now. */
    void slow(Collection<Speed> open, Collection<Speed> all) {
        change(() -> {
            open.forEach(lanes::open);
            lanes.set(all);
        });
    }

    /** Waits for a while, or until it is empty; whether it is. */
    boolean awaitEmpty(Duration longest) {
        return under(() -> {
            var begun = System.nanoTime();
            while (!isEmpty() && pause(left(begun, longest.toNanos()))) {
                // until there is time no more
            }
            return isEmpty() || Thread.currentThread().isInterrupted();
        });
    }

    /** Looks whether more has fallen due, and waits for a while or until something changes. */
    void awaitMore(Duration longest) {
        under(() -> {
            if (!stopped) {
                claimAhead();
            }
            return pause(longest.toNanos());
        });
    }

    /** From now on it is empty. */
    void stop() {
        change(() -> {
            stopped = true;
        });
    }

    /** Returns when no claim is under way, and none begins. */
    void settle() {
        change(() -> {
            settled = true;
            while (claiming) {
                changed.awaitUninterruptibly();
            }
        });
    }

    boolean isEmpty() {
        return under(() -> {
            var hasNone = ahead.isEmpty() && line.isEmpty() && lanes.areIdle();
            return stopped || (drained && hasNone && !claiming);
        });
    }

    /** What was claimed and is not handed over; nothing more is claimed. */
    List<Envelope> rest() {
        return under(() -> {
            settle();
            var rest = new ArrayList<>(ahead);
            rest.addAll(line.rest());
            rest.addAll(lanes.rest());
            ahead.clear();
            return rest;
        });
    }

    private Optional<Envelope> take(String server) {
        lock.lock();
        try {
            while (!stopped) {
                claimAhead();
                var next = next(server);
                if (next.isPresent()) {
                    return next;
                }
                if (claiming) {
                    changed.awaitUninterruptibly();
                } else if (isAtItsEnd()) {
                    return none();
                } else {
                    awaitTurn(Math.min(lanes.waitNanos(), LOOK_NANOS));
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Envelope> takeNow(String server) {
        return under(() -> {
            if (stopped) {
                return Optional.empty();
            }
            claimAhead();
            return next(server);
        });
    }

    /**
     * Whether nothing can come of waiting, when there is nothing to take and no claim under way.
     */
    private boolean isAtItsEnd() {
        return failure != null || (lanes.areIdle() && !line.standsBack());
    }

    private boolean awaitMore(String server, long nanos) {
        return under(() -> {
            if (stopped) {
                return false;
            }
            claimAhead();
            if (ahead.isEmpty() && !line.has(server) && !claiming && isAtItsEnd()) {
                return none().isPresent();
            }
            var turn = lanes.waitNanos();
            awaitTurn(turn > 0 ? Math.min(turn, nanos) : nanos);
            return true;
        });
    }

    /** A notice, if there is one now. */
    Optional<Envelope> takeNotice() {
        return under(() -> {
            claimAhead();
            return stopped || ahead.isEmpty() ? Optional.empty() : Optional.of(ahead.removeFirst());
        });
    }

    /** Whether there is one, after a look for some if it is time for that. */
    boolean lookForNotice() {
        return under(() -> {
            claimAhead();
            while (claiming && ahead.isEmpty() && !stopped) {
                changed.awaitUninterruptibly();
            }
            return !ahead.isEmpty();
        });
    }

    private Optional<Envelope> next(String server) {
        if (!ahead.isEmpty()) {
            return Optional.of(ahead.removeFirst());
        }
        var alone = drained && !claiming;
        var turn = lanes.poll(alone && line.isEmpty());
        if (turn.isPresent()) {
            return turn;
        }
        var crowded = line.isCrowded();
        var next = line.next(server, alone && lanes.areIdle());
        if (crowded && !line.isCrowded()) {
            changed.signalAll();
        }
        return next;
    }

    private void awaitTurn(long nanos) {
        var _ = pause(nanos);
        stopped |= Thread.currentThread().isInterrupted();
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
        var low = open && line.size() <= lastClaim / 2;
        if (claiming || settled || failure != null) {
            return;
        }
        var wanted = lanes.wanted();
        if (low || late || !wanted.isEmpty()) {
            // the database's calls would hold a carrier of virtual threads
            var _ = Thread.ofPlatform().name("claims").start(() -> claim(late, low, wanted));
            // not before: a machine may have no room for a thread
            claiming = true;
        }
    }

    private void claim(boolean late, boolean low, Map<Lane, Integer> wanted) {
        var brought = new Brought();
        try {
            brought.from(sources, late, low, wanted);
        } finally {
            change(() -> {
                failure = brought.failure();
                ahead.addAll(brought.notices());
                line.add(brought.bulk().envelopes());
                brought.turns().forEach(Lane::add);
                looked = late ? System.nanoTime() : looked;
                lastClaim = low ? brought.bulk().envelopes().size() : lastClaim;
                drained = (low && failure == null) ? brought.bulk().wasLast() : drained;
                claiming = false;
            });
        }
    }
}
