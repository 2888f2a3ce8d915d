package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.briefwire.model.CadenceId;
import org.briefwire.model.EditionId;
import org.briefwire.model.EditionState;
import org.briefwire.model.ListId;
import org.jdbi.v3.core.Handle;

/** Waves: the part of an edition that goes to one time zone. */
public final class Waves {
    private final Database database;

    public Waves(Database database) {
        this.database = database;
    }

    /**
     * A wave as it stands.
     *
     * @param zone a time zone's id; '*' for everybody of the list, whatever their cadence
     * @param after the cut-off of the wave before it: its canonical content begins there
     * @param cutoff the last release that it may carry
     * @param isBegun whether some of its deliveries may have been made
     */
    public record Wave(
            long id,
            EditionId edition,
            ListId list,
            CadenceId cadence,
            String zone,
            Instant due,
            long after,
            long cutoff,
            Outcome outcome,
            boolean isBegun) {}

    /** How a wave ended. */
    public enum Outcome {
        OPEN,
        HELD,
        MADE,
        SKIPPED,
        MISSED,
        REPLACED,
        CANCELLED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Outcome ofWord(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /**
     * Those who chose alike and stand at the same cursor.
     *
     * @param deviation how what they get deviates from it: '-12' had out of turn, '+9' owed
     */
    public record Group(long choice, long cursor, String deviation) {}

    /** The content of a group; nothing: none of the releases is for them. */
    public record Assignment(Group group, Optional<Long> content) {}

    /** The zones of the active subscriptions of a cadence; '' is the publication's. */
    public Set<String> zonesInUse(ListId list, CadenceId cadence) {
        return database.read(handle ->
                Set.copyOf(
                        handle.createQuery(
                                        """
                                        SELECT DISTINCT p.zone FROM subscription s
                                        JOIN subscriber p ON p.id = s.subscriber
                                        WHERE s.list = :list AND s.cadence = :cadence
                                          AND s.state = 'active'
                                        """)
                                .bind("list", list.value())
                                .bind("cadence", cadence.value())
                                .mapTo(String.class)
                                .list()));
    }

    /** When the cadence's last wave in a zone came due, whatever became of it. */
    public Optional<Instant> lastDue(ListId list, CadenceId cadence, String zone) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT MAX(w.due) FROM wave w JOIN edition e ON e.id = w.edition
                                WHERE e.list = :list AND e.cadence = :cadence AND w.zone = :zone
                                """)
                        .bind("list", list.value())
                        .bind("cadence", cadence.value())
                        .bind("zone", zone)
                        .mapTo(Long.class)
                        .findOne()
                        .map(Instant::ofEpochMilli));
    }

    /** The last release that a wave of a cadence could carry, whatever became of it; 0: none. */
    public long coveredThrough(ListId list, CadenceId cadence) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT COALESCE(MAX(w.cutoff), 0)
                                FROM wave w JOIN edition e ON e.id = w.edition
                                WHERE e.list = :list AND e.cadence = :cadence
                                """)
                        .bind("list", list.value())
                        .bind("cadence", cadence.value())
                        .mapTo(long.class)
                        .one());
    }

    /** Whether a person stopped the edition of a cadence's last wave. */
    public boolean lastWasCancelled(ListId list, CadenceId cadence) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT e.state FROM wave w JOIN edition e ON e.id = w.edition
                                WHERE e.list = :list AND e.cadence = :cadence
                                ORDER BY w.id DESC LIMIT 1
                                """)
                        .bind("list", list.value())
                        .bind("cadence", cadence.value())
                        .mapTo(String.class)
                        .findOne()
                        .filter(state -> state.equals(EditionState.CANCELLED.word()))
                        .isPresent());
    }

    /**
     * The wave of an edition in a zone: made on the first call, with the last release of that
     * moment as its cut-off; the same on every other.
     */
    public Wave begin(Editions.Edition edition, String zone, Instant due) {
        return database.write(handle -> {
            handle.createUpdate(
                            """
                            INSERT INTO wave
                                (edition, zone, due, after, cutoff, outcome, made_through)
                            SELECT :edition, :zone, :due,
                                %s,
                                seq, 'open', 0
                            FROM head WHERE one = 1
                            ON CONFLICT DO NOTHING
                            """
                                    .formatted(PREVIOUS_CUTOFF.formatted("AND w.zone = :zone")))
                    .bind("edition", edition.id().value())
                    .bind("zone", zone)
                    .bind("due", due.toEpochMilli())
                    .bind("list", edition.list().value())
                    .bind("cadence", edition.cadence().value())
                    .execute();
            return handle.createQuery(
                            SELECT_WAVE + " WHERE w.edition = :edition AND w.zone = :zone")
                    .bind("edition", edition.id().value())
                    .bind("zone", zone)
                    .map((row, context) -> wave(row))
                    .one();
        });
    }

    /** The cut-off of the last wave that a cadence had, or the head when it was first seen. */
    public long lastCutoff(ListId list, CadenceId cadence) {
        return database.read(handle ->
                handle.createQuery("SELECT " + PREVIOUS_CUTOFF.formatted(""))
                        .bind("list", list.value())
                        .bind("cadence", cadence.value())
                        .mapTo(long.class)
                        .one());
    }

    /** The earliest cursor among a cadence's active subscriptions; nothing: it has none. */
    public Optional<Long> firstCursor(ListId list, CadenceId cadence, Instant now) {
        var audience = new Audience(list, Optional.of(cadence), Set.of(), now);
        return database.read(handle ->
                audience.bind(
                                handle.createQuery(
                                        "SELECT MIN(s.cursor) FROM subscription s WHERE "
                                                + audience.sql()))
                        .mapTo(Long.class)
                        .findOne());
    }

    /** Whether somebody of a cadence is owed what a cancelled edition kept from them. */
    public boolean owes(ListId list, CadenceId cadence, Instant now) {
        var audience = new Audience(list, Optional.of(cadence), Set.of(), now);
        return database.read(handle ->
                audience.bind(
                                        handle.createQuery(
                                                """
                                                SELECT COUNT(*) FROM owed o
                                                JOIN subscription s ON s.id = o.subscription
                                                WHERE o.taken_by IS NULL AND
                                                """
                                                        + audience.sql()))
                                .mapTo(long.class)
                                .one()
                        > 0);
    }

    // held and missed waves do not count: what they held goes into the next
    private static final String PREVIOUS_CUTOFF =
            """
            COALESCE(
                (SELECT MAX(w.cutoff) FROM wave w JOIN edition e ON e.id = w.edition
                 WHERE e.list = :list AND w.outcome IN ('made', 'skipped')
                   AND ((e.cadence = :cadence %s) OR w.zone = '*'
                        OR :cadence = 'now' AND e.cadence NOT IN ('breaking', 'correction'))),
                (SELECT c.head FROM cadence_state c
                 WHERE c.list = :list AND c.cadence = :cadence),
                0)
            """;

    private static final String SELECT_WAVE =
            "SELECT w.*, e.list, e.cadence FROM wave w JOIN edition e ON e.id = w.edition";

    /** The waves that somebody began and did not finish, oldest first. */
    public List<Wave> open() {
        return database.read(handle ->
                handle.createQuery(SELECT_WAVE + " WHERE w.outcome = 'open' ORDER BY w.id")
                        .map((row, context) -> wave(row))
                        .list());
    }

    /** The groups of an audience that a wave has no assignment for yet. */
    public List<Group> unassigned(Wave wave, Audience audience) {
        return database.read(handle -> {
            var floor = Floor.of(handle, wave, audience, Floor.EVERYBODY);
            return floor.bind(
                            audience.bind(
                                    handle.createQuery(
                                            """
                                            SELECT DISTINCT s.choice, s.cursor,
                                                COALESCE(s.deviation, '') AS deviation
                                            FROM (%s) s
                                            WHERE s.moved_by <> :wave
                                              AND (s.cursor < :cutoff
                                                   OR s.cursor = :cutoff AND s.deviation IS NOT NULL)
                                              AND NOT EXISTS (
                                                SELECT 1 FROM wave_group g WHERE g.wave = :wave
                                                  AND g.choice = s.choice AND g.cursor = s.cursor
                                                  AND g.deviation = COALESCE(s.deviation, ''))
                                            """
                                                    .formatted(
                                                            floor.standing(
                                                                    audience.sql(),
                                                                    "s.cursor",
                                                                    Deviations.OWED)))))
                    .map((row, context) ->
                            new Group(
                                    row.getLong("choice"),
                                    row.getLong("cursor"),
                                    row.getString("deviation")))
                    .list();
        });
    }

    /**
     * Holds a wave until the transaction ends, if it is open: whoever cancels it waits, and then
     * finds all its deliveries, and so does another maker of it, whose groups would else come
     * between two steps.
     */
    static boolean holds(Handle handle, Wave wave) {
        return handle.createUpdate(
                                """
                                UPDATE wave SET made_through = made_through
                                WHERE id = :wave AND outcome = 'open'
                                """)
                        .bind("wave", wave.id())
                        .execute()
                == 1;
    }

    /** Keeps which group gets which content, as long as the wave is open. */
    public void assign(Wave wave, Collection<Assignment> assignments) {
        database.change(handle -> {
            if (!holds(handle, wave)) {
                return;
            }
            var batch =
                    handle.prepareBatch(
                            """
                            INSERT INTO wave_group (wave, choice, cursor, deviation, content)
                            VALUES (:wave, :choice, :cursor, :deviation, :content)
                            ON CONFLICT DO NOTHING
                            """);
            for (var assignment : assignments) {
                batch.bind("wave", wave.id())
                        .bind("choice", assignment.group().choice())
                        .bind("cursor", assignment.group().cursor())
                        .bind("deviation", assignment.group().deviation())
                        .bind("content", assignment.content())
                        .add();
            }
            batch.execute();
        });
    }

    /** Whether a group of the wave has a content. */
    public boolean isAssigned(Wave wave) {
        return database.read(handle ->
                handle.createQuery(
                                        """
                                        SELECT COUNT(*) FROM wave_group
                                        WHERE wave = :wave AND content IS NOT NULL
                                        """)
                                .bind("wave", wave.id())
                                .mapTo(long.class)
                                .one()
                        > 0);
    }

    /** Ends a wave that is open, and gives its edition the state that follows. */
    public void end(Wave wave, Outcome outcome, EditionState state) {
        end(wave, outcome, state, "");
    }

    /** Holds a wave that is open: nothing was made and no cursor has moved. */
    public void hold(Wave wave, String findings) {
        end(wave, Outcome.HELD, EditionState.HELD, findings);
    }

    private void end(Wave wave, Outcome outcome, EditionState state, String findings) {
        database.change(handle -> {
            handle.createUpdate(
                            """
                            UPDATE wave SET outcome = :outcome
                            WHERE id = :wave AND outcome = 'open'
                            """)
                    .bind("outcome", outcome.word())
                    .bind("wave", wave.id())
                    .execute();
            // a later wave may find news where an earlier one had none, never the reverse
            handle.createUpdate(
                            """
                            UPDATE edition SET state = :state, findings = :findings
                            WHERE id = :edition
                              AND (state IN ('open', 'skipped', 'done')
                                   AND :state <> 'skipped'
                                   OR state = 'open')
                            """)
                    .bind("state", state.word())
                    .bind("findings", findings)
                    .bind("edition", wave.edition().value())
                    .execute();
        });
    }

    /** The held editions of a cadence give way to a later one, which takes what they held. */
    public void replaceHeld(Wave by) {
        database.change(handle -> {
            handle.createUpdate(
                            """
                            UPDATE wave SET outcome = 'replaced'
                            WHERE outcome = 'held' AND edition IN (
                                SELECT id FROM edition
                                WHERE list = :list AND cadence = :cadence AND id < :edition)
                            """)
                    .bind("list", by.list().value())
                    .bind("cadence", by.cadence().value())
                    .bind("edition", by.edition().value())
                    .execute();
            handle.createUpdate(
                            """
                            UPDATE edition SET state = 'replaced'
                            WHERE state = 'held' AND list = :list AND cadence = :cadence
                              AND id < :edition
                            """)
                    .bind("list", by.list().value())
                    .bind("cadence", by.cadence().value())
                    .bind("edition", by.edition().value())
                    .execute();
        });
    }

    private static Wave wave(ResultSet row) throws SQLException {
        return new Wave(
                row.getLong("id"),
                new EditionId(row.getLong("edition")),
                new ListId(row.getString("list")),
                new CadenceId(row.getString("cadence")),
                row.getString("zone"),
                Instant.ofEpochMilli(row.getLong("due")),
                row.getLong("after"),
                row.getLong("cutoff"),
                Outcome.ofWord(row.getString("outcome")),
                row.getLong("made_through") > 0);
    }
}
