package org.briefwire.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.briefwire.pace.Speed;

/** What waits for its turn with one provider. Guarded by its queue's lock. */
final class Lane {
    /** What may go soon is claimed; what may not stays in the database. */
    private static final long SOON_NANOS = Duration.ofSeconds(2).toNanos();

    private static final int LARGEST_CLAIM = 200;

    private final Turns turns;
    private final Deque<Envelope> waiting = new ArrayDeque<>();
    private final Set<Envelope> out = new HashSet<>();
    private final Holdups holdups;
    private Speed speed;
    private boolean more = true;

    /** When a provider's next message may go: outlives a pass. */
    static final class Turns {
        private long next = System.nanoTime();
    }

    Lane(Speed speed, Turns turns, Holdups holdups) {
        this.speed = speed;
        this.turns = turns;
        this.holdups = holdups;
    }

    void set(Speed now) {
        speed = now;
    }

    String provider() {
        return speed.id();
    }

    int pool() {
        return speed.pool();
    }

    /** The database may have more of it. */
    void wake() {
        more = true;
    }

    boolean isIdle() {
        return !more && waiting.isEmpty() && out.isEmpty();
    }

    /** How many are to be claimed now. */
    int wanted(Instant now) {
        var soon = soon(now);
        return more && waiting.size() <= soon / 2 ? soon - waiting.size() : 0;
    }

    private int soon(Instant now) {
        var gap = speed.gap(now).toNanos();
        var wait = Math.max(0, turns.next - System.nanoTime());
        var byTime =
                gap == 0 ? LARGEST_CLAIM : wait > SOON_NANOS ? 0 : 1 + (SOON_NANOS - wait) / gap;
        var byConnections = speed.connections().orElse(LARGEST_CLAIM) * 4L;
        return (int) Math.min(LARGEST_CLAIM, Math.min(byTime, byConnections));
    }

    void add(List<Envelope> claimed) {
        more = !claimed.isEmpty();
        claimed.forEach(envelope -> waiting.add(envelope.in(this)));
    }

    /** After how many of its messages a connection ends. */
    int messagesPerConnection() {
        return speed.messagesPerConnection().orElse(Integer.MAX_VALUE);
    }

    /**
     * The next one, if it is its turn.
     *
     * @param alone whether nobody else waits
     */
    Optional<Envelope> poll(Instant now, boolean alone) {
        if (waiting.isEmpty()
                || isFull()
                || (isSlow() && !alone)
                || turns.next - System.nanoTime() > 0) {
            return Optional.empty();
        }
        var gap = speed.gap(now).toNanos();
        turns.next = Math.max(turns.next, System.nanoTime() - gap) + gap;
        var envelope = waiting.removeFirst();
        out.add(envelope);
        return Optional.of(envelope);
    }

    /** Whether it has its share of the connections, and keeps them longer than others do. */
    private boolean isSlow() {
        return !waiting.isEmpty()
                && out.size() >= holdups.share()
                && holdups.isSlow(waiting.element().recipient().asciiDomain());
    }

    private boolean isFull() {
        return speed.connections().isPresent() && out.size() >= speed.connections().getAsInt();
    }

    /** How long nothing can change but by time: an outcome, or a claim, is told. */
    long waitNanos() {
        if (isFull() || isSlow() || (waiting.isEmpty() && !more)) {
            return Long.MAX_VALUE;
        }
        var claimedBefore = waiting.isEmpty() ? SOON_NANOS : 0;
        return Math.max(0, turns.next - System.nanoTime() - claimedBefore);
    }

    /** One has its outcome. */
    boolean ended(Envelope envelope) {
        return out.remove(envelope);
    }

    /** Another stands for one that is under way. */
    void exchange(Envelope envelope, Envelope other) {
        out.remove(envelope);
        out.add(other);
    }

    /** One was not taken after all. */
    void putBack(Envelope envelope) {
        out.remove(envelope);
        waiting.addFirst(envelope);
    }

    /** What was claimed and is not handed over. */
    Deque<Envelope> rest() {
        return waiting;
    }
}
