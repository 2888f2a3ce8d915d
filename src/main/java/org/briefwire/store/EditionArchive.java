package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.briefwire.model.ArchivedEdition;
import org.briefwire.model.CadenceId;
import org.briefwire.model.EditionId;
import org.briefwire.model.ListId;
import org.briefwire.model.Release;
import org.briefwire.model.Slot;
import org.jdbi.v3.core.Handle;

/** The editions that were made, as pages and the editions' feeds show them. */
public final class EditionArchive {
    // the subject and the preheader of a page that is still to be remade may be what was withdrawn
    private static final String PUBLIC =
            """
            SELECT e.id, e.list, e.cadence, e.number, e.slot, e.made, e.canonical,
                CASE WHEN z.content IS NOT NULL THEN '' ELSE e.preheader END AS preheader,
                CASE WHEN z.content IS NOT NULL THEN ''
                     WHEN e.subject = '' THEN c.subject ELSE e.subject END AS subject
            FROM edition e JOIN content c ON c.id = e.canonical
            LEFT JOIN stale_content z ON z.content = c.id
            WHERE e.number IS NOT NULL AND e.list = :list
            """;

    private final Database database;

    public EditionArchive(Database database) {
        this.database = database;
    }

    /**
     * A list's newest editions of one cadence and those that were sent to everybody at once, newest
     * first, without those that were replaced.
     */
    public List<ArchivedEdition> newest(ListId list, CadenceId cadence, int limit) {
        return database.read(handle -> {
            var rows =
                    handle.createQuery(
                                    PUBLIC
                                            + """
                                            AND e.cadence IN (:cadence, 'now')
                                              AND e.state <> 'replaced'
                                            ORDER BY e.number DESC LIMIT :limit
                                            """)
                            .bind("list", list.value())
                            .bind("cadence", cadence.value())
                            .bind("limit", limit)
                            .map((row, context) -> Row.of(row))
                            .list();
            return rows.stream().map(row -> row.with(items(handle, row.canonical()))).toList();
        });
    }

    /** The edition with this number, of whatever cadence and state. */
    public Optional<ArchivedEdition> byNumber(ListId list, long number) {
        return database.read(handle ->
                handle.createQuery(PUBLIC + "AND e.number = :number")
                        .bind("list", list.value())
                        .bind("number", number)
                        .map((row, context) -> Row.of(row))
                        .findOne()
                        .map(row -> row.with(items(handle, row.canonical()))));
    }

    /** Whether an edition had a page, and nothing is left of what it showed. */
    public boolean isTakenBack(ListId list, long number) {
        return database.read(handle ->
                handle.createQuery(
                                        """
                                        SELECT COUNT(*) FROM edition e
                                        WHERE e.list = :list AND e.number = :number AND EXISTS (
                                            SELECT 1 FROM content c
                                            JOIN stale_content z ON z.content = c.id
                                            WHERE c.edition = e.id)
                                          AND NOT EXISTS (
                                            SELECT 1 FROM content_item i
                                            JOIN briefing b ON b.id = i.briefing
                                              AND b.state = 'released'
                                            WHERE i.content = e.canonical)
                                        """)
                                .bind("list", list.value())
                                .bind("number", number)
                                .mapTo(long.class)
                                .one()
                        > 0);
    }

    /** What became of a content whose address somebody has. */
    public sealed interface Mailed {
        /** Its mail, with its blanks: what a stencil is read from. */
        record Content(byte[] mime) implements Mailed {}

        /** It carried a briefing that was withdrawn, and nothing stands in for it. */
        record TakenBack() implements Mailed {}

        /** There is none. */
        record Unknown() implements Mailed {}
    }

    /** One content; what stands in for it when it carries a briefing that was withdrawn. */
    public Mailed content(ListId list, long number, String key) {
        return database.read(handle -> {
            var first =
                    handle.createQuery(
                                    """
                                    SELECT c.id FROM content c JOIN edition e ON e.id = c.edition
                                    WHERE e.list = :list AND e.number = :number AND c.key = :key
                                    """)
                            .bind("list", list.value())
                            .bind("number", number)
                            .bind("key", key)
                            .mapTo(Long.class)
                            .findOne();
            return first.map(id -> content(handle, id)).orElseGet(Mailed.Unknown::new);
        });
    }

    private static Mailed content(Handle handle, long first) {
        var id = first;
        while (true) {
            var stale =
                    handle.createQuery(
                                    """
                                    SELECT COALESCE(replacement, 0) FROM stale_content
                                    WHERE content = :id
                                    """)
                            .bind("id", id)
                            .mapTo(Long.class)
                            .findOne();
            if (stale.isEmpty()) {
                return new Mailed.Content(
                        handle.createQuery("SELECT mime FROM content WHERE id = :id")
                                .bind("id", id)
                                .mapTo(byte[].class)
                                .one());
            }
            if (stale.get() == 0) {
                return new Mailed.TakenBack();
            }
            id = stale.get();
        }
    }

    /** What a content carries that was not withdrawn, at the revisions that it carries. */
    static List<ArchivedEdition.Item> items(Handle handle, long content) {
        var items =
                handle.createQuery(
                                "SELECT i.kind, "
                                        + PublishedRows.COLUMNS
                                        + """

                                        FROM content_item i
                                        JOIN briefing b ON b.id = i.briefing AND b.state = 'released'
                                        JOIN revision v ON v.briefing = i.briefing AND v.revision = i.revision
                                        JOIN release l ON l.briefing = i.briefing AND l.seq =
                                            (SELECT max(x.seq) FROM release x
                                             WHERE x.briefing = i.briefing AND x.revision = i.revision
                                               AND x.kind <> 'withdrawal')
                                        WHERE i.content = :content ORDER BY i.position
                                        """)
                        .bind("content", content)
                        .map((row, context) ->
                                new ArchivedEdition.Item(
                                        PublishedRows.map(row),
                                        Release.Kind.valueOf(
                                                row.getString("kind").toUpperCase(Locale.ROOT))))
                        .list();
        var shown =
                PictureRows.shown(
                        handle, items.stream().map(ArchivedEdition.Item::briefing).toList());
        return IntStream.range(0, items.size())
                .mapToObj(i -> new ArchivedEdition.Item(shown.get(i), items.get(i).kind()))
                .toList();
    }

    private record Row(ArchivedEdition edition, long canonical) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    new ArchivedEdition(
                            new EditionId(row.getLong("id")),
                            new ListId(row.getString("list")),
                            new CadenceId(row.getString("cadence")),
                            row.getLong("number"),
                            new Slot(row.getString("slot")),
                            row.getString("subject"),
                            row.getString("preheader"),
                            Instant.ofEpochMilli(row.getLong("made")),
                            List.of()),
                    row.getLong("canonical"));
        }

        private String subject(List<ArchivedEdition.Item> items) {
            return edition.subject().isEmpty() && !items.isEmpty()
                    ? items.getFirst().briefing().briefing().headline()
                    : edition.subject();
        }

        ArchivedEdition with(List<ArchivedEdition.Item> items) {
            return new ArchivedEdition(
                    edition.id(),
                    edition.list(),
                    edition.cadence(),
                    edition.number(),
                    edition.slot(),
                    subject(items),
                    edition.preheader(),
                    edition.made(),
                    items);
        }
    }
}
