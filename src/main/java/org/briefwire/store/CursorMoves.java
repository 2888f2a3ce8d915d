package org.briefwire.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * How a wave becomes deliveries. A chunk's cursors are moved first, each only where a content was
 * prepared for that very choice and cursor, and the deliveries are inserted from the moved rows,
 * which the transaction then holds: so it is exact beside readers who change their choices at the
 * same time (docs/decisions/0002).
 */
public final class CursorMoves {
    private static final int CHUNK = 20_000;

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
        return database.write(handle -> {
            if (!holds(handle, wave)) {
                return Optional.empty();
            }
            var last = lastOfChunk(handle, audience, from);
            last.ifPresent(to -> move(handle, wave, audience, new Range(from, to, now)));
            return last;
        });
    }

    // who cancels the wave now waits for this transaction, and then finds its deliveries
    private static boolean holds(Handle handle, Waves.Wave wave) {
        return handle.createUpdate(
                                """
                                UPDATE wave SET made_through = made_through
                                WHERE id = :wave AND outcome = 'open'
                                """)
                        .bind("wave", wave.id())
                        .execute()
                == 1;
    }

    private record Range(long after, long to, Instant due) {}

    private static Optional<Long> lastOfChunk(Handle handle, Audience audience, long from) {
        return audience.bind(
                        handle.createQuery(
                                """
                                SELECT MAX(id) FROM (
                                    SELECT s.id FROM subscription s WHERE %s AND s.id > :from
                                    ORDER BY s.id LIMIT :chunk) c
                                """
                                        .formatted(audience.sql())))
                .bind("from", from)
                .bind("chunk", CHUNK)
                .mapTo(Long.class)
                .findOne();
    }

    private static void move(Handle handle, Waves.Wave wave, Audience audience, Range range) {
        audience.bind(
                        handle.createUpdate(
                                """
                                UPDATE subscription AS s
                                SET prev = s.cursor, cursor = :cutoff, moved_by = :wave
                                WHERE %s AND s.id > :from AND s.id <= :to AND s.cursor < :cutoff
                                  AND EXISTS (
                                    SELECT 1 FROM wave_group g WHERE g.wave = :wave
                                      AND g.choice = s.choice AND g.cursor = s.cursor)
                                  AND NOT EXISTS (
                                    SELECT 1 FROM delivery d WHERE d.edition = :edition
                                      AND d.subscription = s.id)
                                """
                                        .formatted(audience.sql())))
                .bind("cutoff", wave.cutoff())
                .bind("wave", wave.id())
                .bind("edition", wave.edition().value())
                .bind("from", range.after())
                .bind("to", range.to())
                .execute();
        handle.createUpdate(
                        """
                        INSERT INTO delivery (edition, subscription, content, due, from_seq, state)
                        SELECT :edition, s.id, g.content, :due, s.prev, 'pending'
                        FROM subscription s
                        JOIN wave_group g
                          ON g.wave = :wave AND g.choice = s.choice AND g.cursor = s.prev
                        WHERE s.id > :from AND s.id <= :to AND s.moved_by = :wave
                          AND s.cursor = :cutoff AND g.content IS NOT NULL
                        ON CONFLICT DO NOTHING
                        """)
                .bind("edition", wave.edition().value())
                .bind("due", range.due().toEpochMilli())
                .bind("wave", wave.id())
                .bind("cutoff", wave.cutoff())
                .bind("from", range.after())
                .bind("to", range.to())
                .execute();
        handle.createUpdate(
                        """
                        UPDATE wave SET made_through = :to
                        WHERE id = :wave AND made_through < :to
                        """)
                .bind("to", range.to())
                .bind("wave", wave.id())
                .execute();
    }
}
