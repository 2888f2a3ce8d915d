package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.briefwire.model.CadenceId;
import org.briefwire.model.ContentId;
import org.briefwire.model.EditionId;
import org.briefwire.model.EditionState;
import org.briefwire.model.ListId;
import org.briefwire.model.Slot;
import org.jdbi.v3.core.Handle;

/** Editions: one for each slot of a list's cadence, whoever asks and however often. */
public final class Editions {
    private final Database database;

    public Editions(Database database) {
        this.database = database;
    }

    /** An edition as it stands. */
    public record Edition(
            EditionId id,
            ListId list,
            CadenceId cadence,
            Slot slot,
            OptionalLong number,
            EditionState state,
            String subject,
            String preheader,
            Instant made,
            Optional<Instant> approved,
            Optional<Instant> paused) {}

    /** An edition with its deliveries counted. */
    public record Summary(
            Edition edition,
            long briefings,
            long deliveries,
            long sent,
            long deferred,
            long failed,
            String findings) {}

    /** How many deliveries of one state got the same reply. */
    public record Reply(String state, String text, long count) {}

    /** Why nothing may be sent of a list for now, if nothing may. */
    public Optional<String> pausedBecause(ListId list) {
        return database.read(handle -> ListPauses.find(handle, list)).map(ListPauses.Pause::reason);
    }

    /**
     * Notes that a list's cadence stands in the config, the first time; its slots begin then.
     *
     * @return when it was first seen
     */
    public Instant see(ListId list, CadenceId cadence, Instant now) {
        return database.read(handle -> seen(handle, list, cadence))
                .orElseGet(() -> database.write(handle -> note(handle, list, cadence, now)));
    }

    /** The same, and nothing when it was not seen yet. */
    public Optional<Instant> seen(ListId list, CadenceId cadence) {
        return database.read(handle -> seen(handle, list, cadence));
    }

    private static Optional<Instant> seen(Handle handle, ListId list, CadenceId cadence) {
        return handle.createQuery(
                        """
                        SELECT seen FROM cadence_state WHERE list = :list AND cadence = :cadence
                        """)
                .bind("list", list.value())
                .bind("cadence", cadence.value())
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    private static Instant note(Handle handle, ListId list, CadenceId cadence, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO list_state (list, seen, number)
                        VALUES (:list, :now, 0) ON CONFLICT DO NOTHING
                        """)
                .bind("list", list.value())
                .bind("now", now.toEpochMilli())
                .execute();
        handle.createUpdate(
                        """
                        INSERT INTO cadence_state (list, cadence, seen, head)
                        SELECT :list, :cadence, :now, seq FROM head WHERE one = 1
                        ON CONFLICT DO NOTHING
                        """)
                .bind("list", list.value())
                .bind("cadence", cadence.value())
                .bind("now", now.toEpochMilli())
                .execute();
        return seen(handle, list, cadence).orElse(now);
    }

    /** The number of the last release before an instant; 0: there was none. */
    public long lastReleaseBefore(Instant instant) {
        return database.read(handle ->
                handle.createQuery("SELECT COALESCE(MAX(seq), 0) FROM release WHERE at < :at")
                        .bind("at", instant.toEpochMilli())
                        .mapTo(long.class)
                        .one());
    }

    /** The edition of a slot: made on the first call, the same on every other. */
    public Edition open(ListId list, CadenceId cadence, Slot slot, Instant now) {
        return database.write(handle -> {
            handle.createUpdate(
                            """
                            INSERT INTO edition
                                (list, cadence, slot, state, subject, preheader, made)
                            VALUES (:list, :cadence, :slot, 'open', '', '', :now)
                            ON CONFLICT DO NOTHING
                            """)
                    .bind("list", list.value())
                    .bind("cadence", cadence.value())
                    .bind("slot", slot.value())
                    .bind("now", now.toEpochMilli())
                    .execute();
            return handle.createQuery(
                            """
                            SELECT * FROM edition
                            WHERE list = :list AND cadence = :cadence AND slot = :slot
                            """)
                    .bind("list", list.value())
                    .bind("cadence", cadence.value())
                    .bind("slot", slot.value())
                    .map((row, context) -> edition(row))
                    .one();
        });
    }

    /** The edition with this number in the database. */
    public Edition edition(EditionId id) {
        return database.read(handle ->
                handle.createQuery("SELECT * FROM edition WHERE id = :id")
                        .bind("id", id.value())
                        .map((row, context) -> edition(row))
                        .one());
    }

    /** Gives the edition its number within its list, once; a number is never used again. */
    public long number(Edition edition) {
        return database.write(handle -> {
            // holds the list's row, so that two makers of one edition number it once
            handle.createUpdate("UPDATE list_state SET number = number WHERE list = :list")
                    .bind("list", edition.list().value())
                    .execute();
            return numberOf(handle, edition.id()).orElseGet(() -> nextNumber(handle, edition));
        });
    }

    /** The number that a list's next edition will most likely have. */
    public long nextNumber(ListId list) {
        return database.read(handle ->
                handle.createQuery("SELECT number FROM list_state WHERE list = :list")
                                .bind("list", list.value())
                                .mapTo(Long.class)
                                .findOne()
                                .orElse(0L)
                        + 1);
    }

    private static Optional<Long> numberOf(Handle handle, EditionId id) {
        return handle.createQuery(
                        "SELECT number FROM edition WHERE id = :id AND number IS NOT NULL")
                .bind("id", id.value())
                .mapTo(Long.class)
                .findOne();
    }

    private static long nextNumber(Handle handle, Edition edition) {
        var number =
                handle.createQuery(
                                """
                                UPDATE list_state SET number = number + 1 WHERE list = :list
                                RETURNING number
                                """)
                        .bind("list", edition.list().value())
                        .mapTo(long.class)
                        .one();
        handle.createUpdate("UPDATE edition SET number = :number WHERE id = :id")
                .bind("number", number)
                .bind("id", edition.id().value())
                .execute();
        return number;
    }

    /**
     * What the edition's public page shows, and under which title; the first that is given stays.
     */
    public void publish(EditionId id, ContentId canonical, String subject, String preheader) {
        database.change(handle ->
                handle.createUpdate(
                                """
                                UPDATE edition
                                SET canonical = :canonical, subject = :subject,
                                    preheader = :preheader
                                WHERE id = :id AND canonical IS NULL
                                """)
                        .bind("canonical", canonical.value())
                        .bind("subject", subject)
                        .bind("preheader", preheader)
                        .bind("id", id.value())
                        .execute());
    }

    private static final String SUMMARY =
            """
            SELECT e.*,
                (SELECT COUNT(*) FROM content_item i WHERE i.content = e.canonical) AS briefings,
                (SELECT COUNT(*) FROM delivery d WHERE d.edition = e.id) AS deliveries,
                (SELECT COUNT(*) FROM delivery d WHERE d.edition = e.id AND d.state = 'sent')
                    AS sent,
                (SELECT COUNT(*) FROM delivery d WHERE d.edition = e.id AND d.state = 'deferred')
                    AS deferred,
                (SELECT COUNT(*) FROM delivery d WHERE d.edition = e.id AND d.state = 'failed')
                    AS failed
            FROM edition e
            """;

    /** The newest editions first, at most this many; those of one list, or of all. */
    public List<Summary> newest(Optional<ListId> list, int limit) {
        return database.read(handle ->
                handle.createQuery(
                                SUMMARY
                                        + """
                                        WHERE :list = '' OR e.list = :list
                                        ORDER BY e.id DESC LIMIT :limit
                                        """)
                        .bind("list", list.map(ListId::value).orElse(""))
                        .bind("limit", limit)
                        .map((row, context) -> summary(row))
                        .list());
    }

    /** The edition with this number within its list. */
    public Optional<Summary> summary(ListId list, long number) {
        return database.read(handle ->
                handle.createQuery(SUMMARY + "WHERE e.list = :list AND e.number = :number")
                        .bind("list", list.value())
                        .bind("number", number)
                        .map((row, context) -> summary(row))
                        .findOne());
    }

    /** How many of an edition's deliveries are in each state. */
    public Map<String, Long> states(EditionId id) {
        var states = new TreeMap<String, Long>();
        database.read(handle ->
                        handle.createQuery(
                                        """
                                        SELECT state, COUNT(*) AS n FROM delivery
                                        WHERE edition = :id GROUP BY state
                                        """)
                                .bind("id", id.value())
                                .map((row, context) ->
                                        Map.entry(row.getString("state"), row.getLong("n")))
                                .list())
                .forEach(entry -> states.put(entry.getKey(), entry.getValue()));
        return states;
    }

    /** What servers said to an edition's deliveries, the most frequent first; at most fifty. */
    public List<Reply> replies(EditionId id) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT state, reply, COUNT(*) AS n FROM delivery
                                WHERE edition = :id AND reply <> ''
                                GROUP BY state, reply ORDER BY n DESC, state, reply LIMIT 50
                                """)
                        .bind("id", id.value())
                        .map((row, context) ->
                                new Reply(
                                        row.getString("state"),
                                        row.getString("reply"),
                                        row.getLong("n")))
                        .list());
    }

    static Edition edition(ResultSet row) throws SQLException {
        var given = row.getLong("number");
        // asked at once: wasNull() is about the last column that was read
        var number = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(given);
        return new Edition(
                new EditionId(row.getLong("id")),
                new ListId(row.getString("list")),
                new CadenceId(row.getString("cadence")),
                new Slot(row.getString("slot")),
                number,
                EditionState.ofWord(row.getString("state")),
                row.getString("subject"),
                row.getString("preheader"),
                Instant.ofEpochMilli(row.getLong("made")),
                instant(row, "approved"),
                instant(row, "paused"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        var at = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
    }

    private static Summary summary(ResultSet row) throws SQLException {
        return new Summary(
                edition(row),
                row.getLong("briefings"),
                row.getLong("deliveries"),
                row.getLong("sent"),
                row.getLong("deferred"),
                row.getLong("failed"),
                row.getString("findings"));
    }
}
