package org.briefwire.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;

/**
 * What of the queue a courier takes from. On SQLite the whole of it; on PostgreSQL the shards that
 * it holds, in turn. Two that hold the same shard at a time still never claim the same delivery.
 * For one claiming thread, and any that takes and leaves shards.
 */
public final class Allotment {
    /** How many shards there are; the index of the queue is made of as many. */
    public static final int SHARDS = 24;

    private final Database database;
    private final Deliveries deliveries;
    private final NavigableSet<Integer> held = new ConcurrentSkipListSet<>();
    private int last = -1;

    private Allotment(Database database, Collection<Integer> shards) {
        this.database = database;
        this.deliveries = new Deliveries(database);
        this.held.addAll(shards);
    }

    /** Of everything. */
    public static Allotment whole(Database database) {
        return new Allotment(database, IntStream.range(0, SHARDS).boxed().toList());
    }

    /** Of nothing yet. */
    public static Allotment empty(Database database) {
        return new Allotment(database, List.of());
    }

    /** A shard more. */
    public void take(int shard) {
        held.add(shard);
    }

    /** A shard less. */
    public void leave(int shard) {
        held.remove(shard);
    }

    /** How many shards it has. */
    public int size() {
        return held.size();
    }

    /** As {@link Deliveries#claimDue}, from one shard after the other until there are enough. */
    public Deliveries.Claimed claimDue(CourierId owner, Instant now, int limit) {
        if (database.dialect() == Dialect.SQLITE) {
            return deliveries.claimDue(owner, now, limit);
        }
        var due = new ArrayList<DueDelivery>();
        var cancelled = 0;
        for (var shard : inTurn()) {
            if (due.size() >= limit) {
                break;
            }
            var claimed = deliveries.claimDue(owner, now, limit - due.size(), shard);
            due.addAll(claimed.due());
            cancelled += claimed.cancelled();
            last = shard;
        }
        return new Deliveries.Claimed(due, cancelled);
    }

    private List<Integer> inTurn() {
        var turn = new ArrayList<>(held.tailSet(last, false));
        turn.addAll(held.headSet(last, true));
        return turn;
    }

    /** When the next delivery of it is due; it may be long past. */
    public Optional<Instant> nextDue() {
        return database.dialect() == Dialect.SQLITE
                ? deliveries.nextDue()
                : deliveries.nextDue(List.copyOf(held));
    }
}
