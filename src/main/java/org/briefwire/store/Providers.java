package org.briefwire.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.EditionId;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * The mailbox providers that are, or were, sent to more slowly than we can. What waits for its turn
 * with one has a pool of its own, so that it can't fill a claim.
 */
public final class Providers {
    /** Pools below have other meanings. */
    static final int FIRST_POOL = 16;

    private final Database database;

    public Providers(Database database) {
        this.database = database.prompt();
    }

    /**
     * A provider.
     *
     * @param pool of what waits for its turn there
     */
    public record Known(int pool, String id, Optional<SlowDown> slowDown) {}

    /**
     * What a provider asked for.
     *
     * @param perHour messages an hour, at that time
     * @param from what it was given before it first asked, an hour
     * @param at when it last asked
     * @param since when it first asked
     * @param reply what it said, the last time
     */
    public record SlowDown(long perHour, long from, Instant at, Instant since, String reply) {
        /** What was heard so much later than now was heard by a clock that was ahead. */
        public static final Duration ASTRAY = Duration.ofMinutes(1);
    }

    private static final RowMapper<Known> KNOWN =
            (row, context) ->
                    new Known(
                            row.getInt("pool"),
                            row.getString("id"),
                            row.getObject("per_hour") == null
                                    ? Optional.empty()
                                    : Optional.of(
                                            new SlowDown(
                                                    row.getLong("per_hour"),
                                                    row.getLong("slowed_from"),
                                                    Instant.ofEpochMilli(row.getLong("slowed")),
                                                    Instant.ofEpochMilli(row.getLong("since")),
                                                    row.getString("reply"))));

    /** All of them. */
    public List<Known> all() {
        return database.read(handle ->
                handle.createQuery("SELECT * FROM provider ORDER BY pool").map(KNOWN).list());
    }

    /** The one with this id, with a pool from now on. */
    public Known enter(String id) {
        return database.write(
                        handle -> {
                            handle.createUpdate(
                                            """
                                            INSERT INTO provider (pool, id)
                                            SELECT COALESCE(MAX(pool) + 1, :first), :id FROM provider
                                            WHERE NOT EXISTS (SELECT 1 FROM provider WHERE id = :id)
                                            ON CONFLICT DO NOTHING
                                            """)
                                    .bind("first", FIRST_POOL)
                                    .bind("id", id)
                                    .execute();
                            return handle.createQuery("SELECT * FROM provider WHERE id = :id")
                                    .bind("id", id)
                                    .map(KNOWN)
                                    .findOne();
                        })
                // somebody else took the pool at the same moment
                .orElseGet(() -> enter(id));
    }

    /** Keeps what a provider asked for, unless another node, by a true clock, heard it later. */
    public void slow(int pool, SlowDown slowDown) {
        database.change(handle ->
                handle.createUpdate(
                                """
                                UPDATE provider
                                SET per_hour = :perHour, slowed_from = :from, slowed = :at,
                                    since = :since, reply = :reply
                                WHERE pool = :pool
                                  AND (slowed IS NULL OR slowed < :at OR slowed > :astray)
                                """)
                        .bind("perHour", slowDown.perHour())
                        .bind("from", slowDown.from())
                        .bind("at", slowDown.at().toEpochMilli())
                        .bind("astray", slowDown.at().plus(SlowDown.ASTRAY).toEpochMilli())
                        .bind("since", slowDown.since().toEpochMilli())
                        .bind("reply", slowDown.reply())
                        .bind("pool", pool)
                        .execute());
    }

    /**
     * How much of an edition waits for its turn with a provider.
     *
     * @param provider with what it asked for, if it did
     */
    public record Waiting(Known provider, long deliveries) {}

    /** Where an edition's deliveries wait for their turn. */
    public List<Waiting> waiting(EditionId edition) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT p.*, w.n FROM provider p JOIN (
                                    SELECT pool, count(*) AS n FROM delivery
                                    WHERE edition = :edition AND pool >= :first
                                      AND state IN ('pending', 'deferred')
                                    GROUP BY pool) w ON w.pool = p.pool
                                ORDER BY p.id
                                """)
                        .bind("edition", edition.value())
                        .bind("first", FIRST_POOL)
                        .map((row, context) ->
                                new Waiting(KNOWN.map(row, context), row.getLong("n")))
                        .list());
    }
}
