package org.briefwire.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.briefwire.model.ContentId;
import org.briefwire.model.DeliveryState;
import org.briefwire.model.EditionId;
import org.briefwire.model.SubscriptionId;
import org.jdbi.v3.core.statement.Query;

/**
 * The ledger of who gets which edition. A row is pending until a courier claims it, sending while
 * that courier has it, and then what its {@link DeliveryOutcome} says.
 */
public final class Deliveries {
    private final Database database;
    private final Database prompt;
    private final Finishing finishing;

    public Deliveries(Database database) {
        this.database = database;
        this.prompt = database.prompt();
        this.finishing = new Finishing(database);
    }

    /**
     * Takes what is due, at most 500, the longest due first. This is the check at hand-over: what
     * its subscriber left or what is suppressed meanwhile is cancelled, and not in the answer.
     */
    public Claimed claimDue(CourierId owner, Instant now, int limit) {
        return claimDue(owner, now, limit, "", 0);
    }

    /** What of an edition goes back, by subscription. */
    public void putBack(CourierId owner, Map<EditionId, List<SubscriptionId>> claimed) {
        if (claimed.isEmpty()) {
            return;
        }
        prompt.change(handle ->
                claimed.forEach((edition, subscriptions) ->
                        Claims.putBack(handle, owner, edition, subscriptions, "pool")));
    }

    /** A condition as the index of the queue has it. */
    static String ofShard(String shard) {
        return "subscription %% %d = %s AND ".formatted(Allotment.SHARDS, shard);
    }

    /** The same of a provider's pool, and of one shard where there is a condition for one. */
    Claimed claimDue(CourierId owner, Instant now, int limit, String shard, int pool) {
        return new Claiming(prompt, owner, now).of(shard + "pool = %d".formatted(pool), limit);
    }

    /** What a claim brought: deliveries to hand over, and how many it cancelled. */
    public record Claimed(List<DueDelivery> due, int cancelled) {}

    /** Keeps what became of an owner's deliveries. */
    public int recordOutcomes(CourierId owner, Collection<DeliveryOutcome> outcomes) {
        return recordOutcomes(owner, outcomes, List.of());
    }

    /**
     * Keeps what became of an owner's deliveries and notices, all or nothing.
     *
     * @return how many deliveries were the owner's to tell; the others were taken from it meanwhile
     */
    public int recordOutcomes(
            CourierId owner,
            Collection<DeliveryOutcome> outcomes,
            Collection<Notices.Outcome> notices) {
        if (notices.isEmpty() && Recording.isOneStatement(database.dialect())) {
            return prompt.writeAtOnce(
                    handle -> Recording.of(handle, database.dialect(), owner, outcomes));
        }
        return prompt.write(handle -> {
            Notices.record(handle, owner, notices);
            return Recording.of(handle, database.dialect(), owner, outcomes);
        });
    }

    /** When the next delivery is due that is not paused; it may be long past. */
    public Optional<Instant> nextDue() {
        return Stream.concat(
                        nextUnparked().stream(),
                        new ProviderPools(database).nextDue().values().stream())
                .min(Comparator.naturalOrder());
    }

    /** The same of what waits for no provider. */
    Optional<Instant> nextUnparked() {
        return database.dialect() == Dialect.SQLITE
                ? prompt.read(handle -> first(handle.createQuery(FIRST_DUE.formatted("", "0"))))
                : nextDue(IntStream.range(0, Allotment.SHARDS).boxed().toList());
    }

    /** The same in these shards. */
    Optional<Instant> nextDue(Collection<Integer> shards) {
        if (shards.isEmpty()) {
            return Optional.empty();
        }
        var each = shards.stream().map("(%d)"::formatted).collect(Collectors.joining(", "));
        return prompt.read(handle ->
                first(
                        handle.createQuery(
                                """
                                SELECT f.due FROM (VALUES %s) AS v (shard)
                                CROSS JOIN LATERAL (%s) f ORDER BY f.due LIMIT 1
                                """
                                        .formatted(
                                                each,
                                                FIRST_DUE.formatted(ofShard("v.shard"), "0")))));
    }

    static final String FIRST_DUE =
            """
            SELECT due FROM delivery
            WHERE %spool = %s AND state IN ('pending', 'deferred')
              AND edition NOT IN (SELECT id FROM edition WHERE paused IS NOT NULL)
            ORDER BY pool, due LIMIT 1
            """;

    private static Optional<Instant> first(Query query) {
        return query.map((rows, context) -> Instant.ofEpochMilli(rows.getLong("due"))).findOne();
    }

    /** How many deliveries are due and not paused. */
    public long due(Instant now) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT count(*) AS n FROM delivery
                                WHERE %s AND due <= :now AND state IN ('pending', 'deferred')
                                  AND edition NOT IN (
                                    SELECT id FROM edition WHERE paused IS NOT NULL)
                                """
                                        .formatted(ProviderPools.QUEUED))
                        .bind("now", now.toEpochMilli())
                        .map((rows, context) -> rows.getLong("n"))
                        .one());
    }

    /** How many deliveries have not come to an end, of all editions. */
    public long waiting() {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT (SELECT count(*) FROM delivery
                                        WHERE state IN ('pending', 'deferred'))
                                     + (SELECT count(*) FROM delivery WHERE state = 'sending') AS n
                                """)
                        .map((rows, context) -> rows.getLong("n"))
                        .one());
    }

    /** How many deliveries an edition has in each state. */
    public Map<DeliveryState, Long> counts(EditionId edition) {
        return database.read(handle -> {
            var counts = new EnumMap<DeliveryState, Long>(DeliveryState.class);
            handle.createQuery(
                            """
                            SELECT state, count(*) AS n FROM delivery
                            WHERE edition = :edition GROUP BY state
                            """)
                    .bind("edition", edition.value())
                    .map((rows, context) ->
                            Map.entry(
                                    DeliveryState.ofWord(rows.getString("state")),
                                    rows.getLong("n")))
                    .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
            return counts;
        });
    }

    /**
     * Marks the sealed editions whose every delivery has ended as done.
     *
     * @return how many
     */
    public int finishEditions() {
        return finishing.finish();
    }

    /** The stencil of a content. */
    public byte[] stencil(ContentId content) {
        return prompt.read(handle ->
                handle.createQuery("SELECT mime FROM content WHERE id = :id")
                        .bind("id", content.value())
                        .map((rows, context) -> rows.getBytes("mime"))
                        .one());
    }
}
