package org.briefwire.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * How a wave becomes deliveries. A chunk's cursors are moved first, each only where a content was
 * prepared for that very choice and cursor, and the deliveries are inserted from the moved rows,
 * which the transaction then holds: so it is exact beside readers who change their choices at the
 * same time (docs/decisions/0002). Who pauses when the wave comes due is moved and gets nothing.
 */
public final class CursorMoves {
    private static final int CHUNK = 20_000;
    static final String NOT_SUPPRESSED =
            """
            NOT EXISTS (SELECT 1 FROM subscriber r JOIN suppression x ON x.key_hash = r.key_hash
                        WHERE r.id = s.subscriber)
            """;

    static final String NOT_PAUSED = "(s.paused_until IS NULL OR s.paused_until <= :wave_due)";

    private final Database database;

    public CursorMoves(Database database) {
        this.database = database;
    }

    /**
     * Moves the cursors of the next chunk of the audience to the wave's cut-off and makes their
     * deliveries, in one transaction.
     *
     * @param now when the mail is due: not before it was made, however late that is
     * @param from the last subscription of the chunk before, 0 at the start
     * @return the last subscription of this chunk; nothing: there is no more, or the wave was ended
     *     by somebody else
     */
    public Optional<Long> moveChunk(Waves.Wave wave, Audience audience, Instant now, long from) {
        return chunk(
                wave,
                audience,
                from,
                (handle, floor) -> {
                    take(handle, floor, audience);
                    move(handle, floor, audience);
                    deliver(handle, floor, now);
                });
    }

    /**
     * Makes the deliveries of the next chunk of the audience out of turn: no cursor moves, and what
     * is new in them is noted, so that it is left out when the cursors pass it.
     *
     * @return as {@link #moveChunk}
     */
    public Optional<Long> noteChunk(Waves.Wave wave, Audience audience, Instant now, long from) {
        return chunk(
                wave,
                audience,
                from,
                (handle, floor) -> {
                    deliverOutOfTurn(handle, floor, audience, now);
                    note(handle, floor);
                    takeWhatWent(handle, floor);
                });
    }

    /** What is done to a chunk that is locked. */
    private interface Step {
        void of(Handle handle, Floor floor);
    }

    private Optional<Long> chunk(Waves.Wave wave, Audience audience, long from, Step step) {
        return database.write(handle -> {
            if (!Waves.holds(handle, wave)) {
                return Optional.empty();
            }
            var locked = lock(handle, audience, from);
            locked.ifPresent(range -> {
                step.of(handle, Floor.of(handle, wave, audience, range));
                made(handle, wave, range.to());
            });
            return locked.map(Floor.Range::to);
        });
    }

    // from here on nobody changes a cursor, a choice or a delivery of these; whoever comes to
    // belong
    // to them later is not locked, and comes with the next edition
    private Optional<Floor.Range> lock(Handle handle, Audience audience, long from) {
        return audience.bind(
                        handle.createQuery(
                                """
                                SELECT MAX(id) AS last, %s AS locked FROM (
                                    SELECT s.id FROM subscription s WHERE %s AND s.id > :from
                                    ORDER BY s.id LIMIT :chunk %s) c
                                HAVING COUNT(*) > 0
                                """
                                        .formatted(
                                                database.dialect().namesOf("id"),
                                                audience.sql(),
                                                database.dialect().locked())))
                .bind("from", from)
                .bind("chunk", CHUNK)
                .map((row, context) ->
                        new Floor.Range(
                                from,
                                row.getLong("last"),
                                Optional.ofNullable(row.getString("locked"))))
                .findOne();
    }

    private static String matching(Floor floor, Audience audience) {
        return """
        SELECT s.id FROM (%s) s
        JOIN wave_group g ON g.wave = :wave AND g.choice = s.choice AND g.cursor = s.cursor
          AND g.deviation = COALESCE(s.deviation, '')
        WHERE s.moved_by <> :wave
          AND (s.cursor < :cutoff OR s.cursor = :cutoff AND s.deviation IS NOT NULL)
          AND NOT EXISTS (
            SELECT 1 FROM delivery d WHERE d.edition = :edition AND d.subscription = s.id)
        """
                .formatted(floor.standing(floor.range().of(audience), "s.cursor", Deviations.OWED));
    }

    // what was owed to those who are about to be moved is theirs now
    private static void take(Handle handle, Floor floor, Audience audience) {
        if (!owes(handle, floor)) {
            return;
        }
        floor.bind(
                        audience.bind(
                                handle.createUpdate(
                                        """
                                        UPDATE owed SET taken_by = :wave
                                        WHERE taken_by IS NULL AND release <= :cutoff AND subscription IN (%s)
                                        """
                                                .formatted(matching(floor, audience)))))
                .bind("edition", floor.wave().edition().value())
                .execute();
    }

    private static boolean owes(Handle handle, Floor floor) {
        return handle.createQuery(
                                """
                                SELECT COUNT(*) FROM (
                                    SELECT 1 FROM owed WHERE taken_by IS NULL
                                      AND subscription > :from AND subscription <= :to LIMIT 1) o
                                """)
                        .bind("from", floor.range().after())
                        .bind("to", floor.range().to())
                        .mapTo(long.class)
                        .one()
                > 0;
    }

    private static void move(Handle handle, Floor floor, Audience audience) {
        floor.bind(
                        audience.bind(
                                handle.createUpdate(
                                        """
                                        UPDATE subscription SET prev = cursor, cursor = :cutoff, moved_by = :wave
                                        WHERE id IN (%s)
                                        """
                                                .formatted(matching(floor, audience)))))
                .bind("edition", floor.wave().edition().value())
                .execute();
    }

    private static void deliver(Handle handle, Floor floor, Instant due) {
        floor.bind(
                        handle.createUpdate(
                                """
                                INSERT INTO delivery
                                    (edition, subscription, content, due, from_seq, state)
                                SELECT :edition, s.id, g.content, :due, s.prev, 'pending'
                                FROM (%s) s
                                JOIN wave_group g ON g.wave = :wave AND g.choice = s.choice
                                  AND g.cursor = s.prev AND g.deviation = COALESCE(s.deviation, '')
                                WHERE g.content IS NOT NULL
                                ON CONFLICT DO NOTHING
                                """
                                        .formatted(
                                                floor.standing(
                                                        "s.moved_by = :wave AND s.cursor = :cutoff"
                                                                + " AND %s AND %s"
                                                                        .formatted(
                                                                                NOT_SUPPRESSED,
                                                                                NOT_PAUSED),
                                                        "s.prev",
                                                        Deviations.TAKEN))))
                .bind("edition", floor.wave().edition().value())
                .bind("wave_due", floor.wave().due().toEpochMilli())
                .bind("due", due.toEpochMilli())
                .execute();
    }

    private static void deliverOutOfTurn(
            Handle handle, Floor floor, Audience audience, Instant due) {
        floor.bind(
                        audience.bind(
                                handle.createUpdate(
                                        """
                                        INSERT INTO delivery
                                            (edition, subscription, content, due, from_seq, state)
                                        SELECT :edition, s.id, g.content, :at, s.cursor, 'pending'
                                        FROM (%s) s
                                        JOIN wave_group g ON g.wave = :wave AND g.choice = s.choice
                                          AND g.cursor = s.cursor
                                          AND g.deviation = COALESCE(s.deviation, '')
                                        WHERE g.content IS NOT NULL
                                        ON CONFLICT DO NOTHING
                                        """
                                                .formatted(
                                                        floor.standing(
                                                                "%s AND %s AND %s"
                                                                        .formatted(
                                                                                floor.range()
                                                                                        .of(
                                                                                                audience),
                                                                                NOT_SUPPRESSED,
                                                                                NOT_PAUSED),
                                                                "s.cursor",
                                                                Deviations.OWED)))))
                .bind("edition", floor.wave().edition().value())
                .bind("wave_due", floor.wave().due().toEpochMilli())
                .bind("at", due.toEpochMilli())
                .execute();
    }

    private static void note(Handle handle, Floor floor) {
        handle.createUpdate(
                        """
                        INSERT INTO out_of_turn (release, subscription, edition)
                        SELECT r.seq, d.subscription, d.edition FROM delivery d
                        JOIN content_item i ON i.content = d.content AND i.kind = 'new'
                        JOIN release r ON r.briefing = i.briefing AND r.kind = 'new' AND r.quiet = 0
                        WHERE d.edition = :edition AND r.seq <= :cutoff
                          AND d.subscription > :from AND d.subscription <= :to
                        ON CONFLICT DO NOTHING
                        """)
                .bind("edition", floor.wave().edition().value())
                .bind("cutoff", floor.wave().cutoff())
                .bind("from", floor.range().after())
                .bind("to", floor.range().to())
                .execute();
    }

    private static void takeWhatWent(Handle handle, Floor floor) {
        if (!owes(handle, floor)) {
            return;
        }
        handle.createUpdate(
                        """
                        UPDATE owed SET taken_by = :wave
                        WHERE taken_by IS NULL AND subscription > :from AND subscription <= :to
                          AND EXISTS (
                            SELECT 1 FROM delivery d
                            JOIN content_item i ON i.content = d.content
                            JOIN release r ON r.briefing = i.briefing AND r.kind = i.kind
                            WHERE d.edition = :edition AND d.subscription = owed.subscription
                              AND r.seq = owed.release)
                        """)
                .bind("wave", floor.wave().id())
                .bind("edition", floor.wave().edition().value())
                .bind("from", floor.range().after())
                .bind("to", floor.range().to())
                .execute();
    }

    private static void made(Handle handle, Waves.Wave wave, long to) {
        handle.createUpdate(
                        """
                        UPDATE wave SET made_through = :to
                        WHERE id = :wave AND made_through < :to
                        """)
                .bind("to", to)
                .bind("wave", wave.id())
                .execute();
    }
}
