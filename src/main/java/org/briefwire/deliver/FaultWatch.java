package org.briefwire.deliver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.briefwire.bounce.Blame;
import org.briefwire.config.FaultLimit;
import org.briefwire.model.EditionId;
import org.jspecify.annotations.Nullable;

/**
 * Stops an edition when servers lay the blame on us: reputation, authentication, content. The next
 * thousand recipients would get the same answer, and make it worse.
 *
 * <p>Of each edition the last answers count: whenever there are {@link #WINDOW}, or as many as hold
 * {@link #LEAST} faults at a smaller share, half of their weight is taken away, so that a block
 * that begins late is seen as soon as one at the start. Fewer than {@link #LEAST} faults stop
 * nothing. The committer notes, the couriers ask.
 */
final class FaultWatch {
    private static final int LEAST = 20;
    private static final int WINDOW = 200;
    private static final int EDITIONS = 64;
    private static final double WHOLE = 1_000_000;

    private final FaultLimit limit;
    private final double window;
    private final Stopper stopper;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<EditionId, Stop> stopped = new ConcurrentHashMap<>();

    /** Those that are to be stopped, and why. */
    private final Map<EditionId, String> blamed = new ConcurrentHashMap<>();

    private final Map<EditionId, Count> counts =
            new LinkedHashMap<>(EDITIONS, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<EditionId, Count> eldest) {
                    return size() > EDITIONS;
                }
            };

    /** Who stops an edition. */
    @FunctionalInterface
    interface Stopper {
        /** Stops it, and says so in a line for the operator. */
        String stop(EditionId edition, String because);
    }

    private record Stop(String because, long at) {}

    private record Count(double answers, double faults) {
        Count with(boolean fault, double window) {
            var all = new Count(answers + 1, faults + (fault ? 1 : 0));
            return all.answers() < window ? all : new Count(all.answers() / 2, all.faults() / 2);
        }
    }

    FaultWatch(FaultLimit limit, Stopper stopper) {
        this.limit = limit;
        this.window = Math.max(WINDOW, LEAST * WHOLE / limit.perMillion());
        this.stopper = stopper;
    }

    /** A pass begins: what was stopped and may go on again is no longer left out. */
    void begin() {
        stopped.keySet().retainAll(blamed.keySet());
    }

    /** What was stopped in this pass, a line for each edition. */
    List<String> stopped() {
        return stopped.values().stream().map(Stop::because).toList();
    }

    /** Whether an envelope is of an edition that was stopped in this pass. */
    boolean leavesOut(Envelope envelope) {
        return envelope.parcel() instanceof Parcel.Digest digest
                && stopped.containsKey(digest.edition());
    }

    /**
     * Mail of these editions was claimed. One that was stopped before that began has been let go on
     * again by a person: nothing else can be claimed of it.
     *
     * @param begun by {@link System#nanoTime}
     */
    void claimed(Set<EditionId> editions, long begun) {
        if (!stopped.isEmpty()) {
            stopped.entrySet()
                    .removeIf(stop ->
                            editions.contains(stop.getKey())
                                    && !blamed.containsKey(stop.getKey())
                                    && begun - stop.getValue().at() > 0);
        }
    }

    /**
     * Hears of an outcome; a server that was not reached has said nothing. The edition is left out
     * from now on when that is too much, and stopped by {@link #stopTheBlamed}.
     */
    void note(Ended ended) {
        var reply = reply(ended.outcome());
        if (reply == null
                || reply.code() == 0
                || !(ended.parcel() instanceof Parcel.Digest digest)) {
            return;
        }
        var edition = digest.edition();
        var fault = !reply.positive() && Blame.isOurs(reply.text());
        var count = counted(edition, fault);
        if (fault && isTooMuch(count) && !stopped.containsKey(edition)) {
            forget(edition);
            var because =
                    "%.0f %% of the last answers blame the sender: %s"
                            .formatted(100 * count.faults() / count.answers(), reply);
            blamed.put(edition, because);
            stopped.put(edition, new Stop(because, System.nanoTime()));
        }
    }

    /** Stops the editions that are to be stopped; to be tried again when it throws. */
    void stopTheBlamed() {
        blamed.forEach((edition, because) -> {
            stopped.put(edition, new Stop(stopper.stop(edition, because), System.nanoTime()));
            blamed.remove(edition);
        });
    }

    private Count counted(EditionId edition, boolean fault) {
        lock.lock();
        try {
            var count = counts.getOrDefault(edition, new Count(0, 0)).with(fault, window);
            counts.put(edition, count);
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Whoever lets it go on has mended something. */
    private void forget(EditionId edition) {
        lock.lock();
        try {
            counts.remove(edition);
        } finally {
            lock.unlock();
        }
    }

    private boolean isTooMuch(Count count) {
        return count.faults() >= LEAST
                && count.faults() >= count.answers() * limit.perMillion() / WHOLE;
    }

    private static @Nullable Reply reply(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Sent(var reply) -> reply;
            case Outcome.Deferred(var reply, _) -> reply;
            case Outcome.Failed(var reply, _) -> reply;
            case Outcome.InDoubt doubt -> null;
            case Outcome.Cancelled cancelled -> null;
        };
    }
}
