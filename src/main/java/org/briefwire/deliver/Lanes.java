package org.briefwire.deliver;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.briefwire.pace.Speed;

/**
 * What waits, in a pass, for its turn with the providers that are sent to more slowly: a lane for
 * each, taken from in turn, so that none holds another up. Guarded by its queue's lock.
 */
final class Lanes {
    private final NavigableMap<Integer, Lane> lanes = new TreeMap<>();
    private final Map<Integer, Lane.Turns> turns;
    private final InstantSource clock;
    private final Holdups holdups;
    private int last = -1;

    /**
     * Lanes without anything in them.
     *
     * @param turns of each pool; outlive a pass
     * @param holdups who is known to be slow
     */
    Lanes(Map<Integer, Lane.Turns> turns, InstantSource clock, Holdups holdups) {
        this.turns = turns;
        this.clock = clock;
        this.holdups = holdups;
    }

    /** There may be something in the database that waits for its turn with a provider. */
    Lane open(Speed speed) {
        var lane =
                lanes.computeIfAbsent(
                        speed.pool(),
                        pool ->
                                new Lane(
                                        speed,
                                        turns.computeIfAbsent(pool, _ -> new Lane.Turns()),
                                        holdups));
        lane.wake();
        return lane;
    }

    /** The speeds as they are now. */
    void set(Iterable<Speed> speeds) {
        for (var speed : speeds) {
            var lane = lanes.get(speed.pool());
            if (lane != null) {
                lane.set(speed);
            }
        }
    }

    boolean areIdle() {
        return lanes.values().stream().allMatch(Lane::isIdle);
    }

    /**
     * The next one whose turn it is.
     *
     * @param alone whether nothing else waits
     */
    Optional<Envelope> poll(boolean alone) {
        if (lanes.isEmpty()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var order = new ArrayList<>(lanes.tailMap(last, false).values());
        order.addAll(lanes.headMap(last, true).values());
        for (var lane : order) {
            var next = lane.poll(now, alone);
            if (next.isPresent()) {
                last = lane.pool();
                return next;
            }
        }
        return Optional.empty();
    }

    /** How many of each are to be claimed now. */
    Map<Lane, Integer> wanted() {
        if (lanes.isEmpty()) {
            return Map.of();
        }
        var now = clock.instant();
        var wanted = new HashMap<Lane, Integer>();
        for (var lane : lanes.values()) {
            var number = lane.wanted(now);
            if (number > 0) {
                wanted.put(lane, number);
            }
        }
        return wanted;
    }

    /** How long nothing can change but by time. */
    long waitNanos() {
        return lanes.values().stream()
                .filter(lane -> !lane.isIdle())
                .mapToLong(Lane::waitNanos)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** What was claimed and is not handed over. */
    List<Envelope> rest() {
        var rest = new ArrayList<Envelope>();
        for (var lane : lanes.values()) {
            rest.addAll(lane.rest());
            lane.rest().clear();
        }
        return rest;
    }
}
