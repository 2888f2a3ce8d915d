package org.briefwire.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The deliveries that wait for their turn with a mailbox provider, each in its provider's pool. */
public final class ProviderPools {
    /** A condition: what is to be sent, at once or when its provider's turn has come. */
    static final String QUEUED = "(pool = 0 OR pool >= %d)".formatted(Providers.FIRST_POOL);

    private final Database database;

    public ProviderPools(Database database) {
        this.database = database.prompt();
    }

    /**
     * Puts what an owner has claimed into a provider's pool, where it waits for its turn.
     *
     * @param pool from {@link Providers}
     */
    public void park(CourierId owner, int pool, Collection<DueDelivery> claimed) {
        database.change(handle ->
                claimed.stream()
                        .collect(Collectors.groupingBy(DueDelivery::edition))
                        .forEach((edition, due) ->
                                Claims.putBack(
                                        handle,
                                        owner,
                                        edition,
                                        due.stream().map(DueDelivery::subscription).toList(),
                                        Integer.toString(pool))));
    }

    /** When the first is due of what waits for its turn with each provider. */
    public Map<Integer, Instant> nextDue() {
        var shards =
                database.dialect() == Dialect.SQLITE
                        ? List.of("")
                        : IntStream.range(0, Allotment.SHARDS)
                                .mapToObj(shard -> Deliveries.ofShard(Integer.toString(shard)))
                                .toList();
        // a shard at a time, as the index has it
        var first =
                shards.stream()
                        .map(shard -> "(" + Deliveries.FIRST_DUE.formatted(shard, "p.pool") + ")")
                        .collect(Collectors.joining(", "));
        return database.read(handle -> {
            var pools = new TreeMap<Integer, Instant>();
            handle.createQuery("SELECT p.pool, %s FROM provider p".formatted(first))
                    .map((row, context) -> {
                        for (var column = 2; column < 2 + shards.size(); column++) {
                            var due = row.getLong(column);
                            if (!row.wasNull()) {
                                pools.merge(
                                        row.getInt(1),
                                        Instant.ofEpochMilli(due),
                                        (one, other) -> one.isBefore(other) ? one : other);
                            }
                        }
                        return row.getInt(1);
                    })
                    .list();
            return pools;
        });
    }
}
