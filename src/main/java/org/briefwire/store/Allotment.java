package org.briefwire.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What of the queue a courier takes from. On SQLite the whole of it; on PostgreSQL the shards that
 * it holds, in turn, and with nothing left there, what has lain in any other for a while: should a
 * shard be without a holder, its mail goes out all the same. Two that claim from the same shard at
 * a time still never claim the same delivery. For one claiming thread, and any that takes and
 * leaves shards.
 */
public final class Allotment {
    /** How many shards there are; the index of the queue is made of as many. */
    public static final int SHARDS = 24;

    /** How long a delivery that is due waits for the holder of its shard. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Database database;
    private final Deliveries deliveries;
    private final NavigableSet<Integer> held = new ConcurrentSkipListSet<>();
    private int last = -1;

    private Allotment(Database database, Collection<Integer> shards) {
        this.database = database.prompt();
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

    /**
     * As {@link Deliveries#claimDue}, from one shard after the other until there are enough; from
     * those of others only when there is nothing in its own.
     */
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
            var claimed = deliveries.claimDue(owner, now, limit - due.size(), of(shard), 0);
            due.addAll(claimed.due());
            cancelled += claimed.cancelled();
            last = shard;
        }
        return due.isEmpty() && cancelled == 0
                ? claimLeftLying(owner, now, limit)
                : new Deliveries.Claimed(due, cancelled);
    }

    /**
     * The same of what waits for its turn with a provider, from all shards, whoever has them: one
     * courier at a time does this, so that a provider's limits hold for all.
     */
    public Deliveries.Claimed claimDueOf(int pool, CourierId owner, Instant now, int limit) {
        if (database.dialect() == Dialect.SQLITE) {
            return deliveries.claimDue(owner, now, limit, "", pool);
        }
        var due = new ArrayList<DueDelivery>();
        var cancelled = 0;
        for (var shard = 0; shard < SHARDS && due.size() < limit; shard++) {
            var claimed = deliveries.claimDue(owner, now, limit - due.size(), of(shard), pool);
            due.addAll(claimed.due());
            cancelled += claimed.cancelled();
        }
        return new Deliveries.Claimed(due, cancelled);
    }

    private static String of(int shard) {
        return Deliveries.ofShard(Integer.toString(shard));
    }

    private Deliveries.Claimed claimLeftLying(CourierId owner, Instant now, int limit) {
        // one look at all of them, as there is hardly ever anything
        if (leftLying().filter(due -> !due.isAfter(now)).isPresent()) {
            for (var shard : others()) {
                var claimed = deliveries.claimDue(owner, now.minus(PATIENCE), limit, of(shard), 0);
                if (!claimed.due().isEmpty() || claimed.cancelled() > 0) {
                    return claimed;
                }
            }
        }
        return new Deliveries.Claimed(List.of(), 0);
    }

    /** When the first delivery of the others has waited too long. */
    private Optional<Instant> leftLying() {
        return deliveries.nextDue(others()).map(due -> due.plus(PATIENCE));
    }

    private List<Integer> others() {
        return IntStream.range(0, SHARDS).filter(shard -> !held.contains(shard)).boxed().toList();
    }

    private List<Integer> inTurn() {
        var turn = new ArrayList<>(held.tailSet(last, false));
        turn.addAll(held.headSet(last, true));
        return turn;
    }

    /** When it has the next delivery to claim; it may be long past. */
    public Optional<Instant> nextDue() {
        if (database.dialect() == Dialect.SQLITE) {
            return deliveries.nextUnparked();
        }
        return Stream.concat(deliveries.nextDue(List.copyOf(held)).stream(), leftLying().stream())
                .min(Comparator.naturalOrder());
    }
}
