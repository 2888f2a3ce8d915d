package org.briefwire.store;

import java.time.Instant;
import java.util.List;
import org.briefwire.model.CadenceId;
import org.briefwire.model.EditionId;

/** How many readers there are of each group, as a wave would find them that was made now. */
public final class Crowds {
    private static final CadenceId NONE = new CadenceId("none");

    private final Database database;

    public Crowds(Database database) {
        this.database = database;
    }

    /**
     * A group.
     *
     * @param readers who are in it
     * @param reached those of them who neither pause nor are suppressed
     */
    public record Crowd(Waves.Group group, long readers, long reached) {}

    /**
     * The groups of an audience, wherever their cursors stand.
     *
     * @param due when the wave comes due: who pauses then gets nothing
     */
    public List<Crowd> of(Audience audience, Instant due) {
        return database.read(handle -> {
            var head =
                    handle.createQuery("SELECT seq FROM head WHERE one = 1")
                            .mapTo(long.class)
                            .one();
            var wave = notBegun(audience, due, head);
            var floor = Floor.of(handle, wave, audience, Floor.EVERYBODY);
            return floor.bind(
                            audience.bind(
                                    handle.createQuery(
                                            """
                                            SELECT s.choice, s.cursor,
                                                COALESCE(a.deviation, '') AS deviation,
                                                COUNT(*) AS readers,
                                                SUM(CASE WHEN %s AND %s THEN 1 ELSE 0 END)
                                                    AS reached
                                            FROM (%s) a JOIN subscription s ON s.id = a.id
                                            GROUP BY s.choice, s.cursor, COALESCE(a.deviation, '')
                                            ORDER BY s.choice, s.cursor, COALESCE(a.deviation, '')
                                            """
                                                    .formatted(
                                                            CursorMoves.NOT_SUPPRESSED,
                                                            CursorMoves.NOT_PAUSED,
                                                            floor.standing(
                                                                    audience.sql(),
                                                                    "s.cursor",
                                                                    Deviations.OWED)))))
                    .bind("wave_due", due.toEpochMilli())
                    .map((row, context) ->
                            new Crowd(
                                    new Waves.Group(
                                            row.getLong("choice"),
                                            row.getLong("cursor"),
                                            row.getString("deviation")),
                                    row.getLong("readers"),
                                    row.getLong("reached")))
                    .list();
        });
    }

    private static Waves.Wave notBegun(Audience audience, Instant due, long head) {
        return new Waves.Wave(
                0,
                new EditionId(0),
                audience.list(),
                audience.cadence().orElse(NONE),
                "",
                due,
                0,
                head,
                Waves.Outcome.OPEN,
                false);
    }
}
