package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.ArchivedEdition;
import org.briefwire.model.BriefingId;
import org.briefwire.model.ContentId;
import org.briefwire.model.Depth;
import org.briefwire.model.EditionId;
import org.briefwire.model.Release;
import org.jdbi.v3.core.Handle;

/**
 * Briefings that are taken back. A content that carries one is stale: its deliveries wait in a pool
 * of their own until they have a content without it.
 */
public final class Withdrawals {
    /** The pool of what waits for another content. */
    static final int REMADE_FIRST = 2;

    private final Database database;

    public Withdrawals(Database database) {
        this.database = database;
    }

    /** What came of a withdrawal. */
    public enum Result {
        WITHDRAWN,
        /** It was taken back before; nothing has changed. */
        ALREADY,
        /** No briefing has this slug. */
        UNKNOWN
    }

    /**
     * Takes a briefing back, in one transaction: from the next moment no content carries it, and
     * nothing that is queued with it is handed over. What was still waiting for its time was never
     * public, and stays so.
     */
    public Result withdraw(String slug, String reason, Instant now) {
        return database.write(handle -> {
            var releases = new Releases(handle, now);
            var standing = standing(handle, slug);
            if (standing.isEmpty()) {
                return Result.UNKNOWN;
            }
            var briefing = standing.get();
            var changed =
                    handle.createUpdate(
                                    """
                                    UPDATE briefing SET state = 'withdrawn'
                                    WHERE id = :id AND state <> 'withdrawn'
                                    """)
                            .bind("id", briefing.id())
                            .execute();
            if (changed == 0) {
                return Result.ALREADY;
            }
            releases.add(
                    new BriefingId(briefing.id()),
                    briefing.revision(),
                    Release.Kind.WITHDRAWAL,
                    Manner.QUIET);
            var release = releases.commit().getFirst();
            handle.createUpdate("UPDATE release SET note = :reason WHERE seq = :seq")
                    .bind("reason", reason)
                    .bind("seq", release.number())
                    .execute();
            stop(handle, briefing.id());
            return Result.WITHDRAWN;
        });
    }

    private record Standing(long id, int revision) {}

    private static Optional<Standing> standing(Handle handle, String slug) {
        return handle.createQuery("SELECT id, revision FROM briefing WHERE slug = :slug")
                .bind("slug", slug)
                .map((row, context) -> new Standing(row.getLong("id"), row.getInt("revision")))
                .findOne();
    }

    private static void stop(Handle handle, long briefing) {
        handle.createUpdate(
                        """
                        INSERT INTO stale_content (content)
                        SELECT DISTINCT content FROM content_item WHERE briefing = :briefing
                        ON CONFLICT DO NOTHING
                        """)
                .bind("briefing", briefing)
                .execute();
        handle.createUpdate(
                        """
                        UPDATE delivery SET pool = :pool
                        WHERE state IN ('pending', 'deferred') AND content IN (
                            SELECT content FROM content_item WHERE briefing = :briefing)
                        """)
                .bind("pool", REMADE_FIRST)
                .bind("briefing", briefing)
                .execute();
    }

    /** A content that is kept after a withdrawal is stale from the start. */
    static void mark(Handle handle, Dialect dialect, long content) {
        var withdrawn =
                handle.createQuery(
                                """
                                SELECT b.state FROM briefing b WHERE b.id IN (
                                    SELECT briefing FROM content_item WHERE content = :content)
                                %s
                                """
                                        .formatted(dialect.shared()))
                        .bind("content", content)
                        .mapTo(String.class)
                        .list()
                        .contains("withdrawn");
        if (withdrawn) {
            handle.createUpdate(
                            """
                            INSERT INTO stale_content (content) VALUES (:content)
                            ON CONFLICT DO NOTHING
                            """)
                    .bind("content", content)
                    .execute();
        }
    }

    /**
     * A content that carries what was withdrawn.
     *
     * @param replacement the same without it, where that was made already
     * @param isPage whether it is what its edition's page shows
     */
    public record Stale(
            ContentId content,
            EditionId edition,
            String language,
            Depth depth,
            Optional<ContentId> replacement,
            boolean isPage) {}

    /** The stale contents that something waits for: deliveries, or the edition's page. */
    public List<Stale> open() {
        database.change(handle ->
                handle.execute(
                        """
                        UPDATE stale_content SET remade = 1
                        WHERE remade = 0
                          AND content NOT IN (
                            SELECT canonical FROM edition WHERE canonical IS NOT NULL)
                          AND NOT EXISTS (
                            SELECT 1 FROM delivery d WHERE d.content = stale_content.content
                              AND d.state IN ('pending', 'deferred'))
                          AND NOT EXISTS (
                            SELECT 1 FROM wave_group g JOIN wave w ON w.id = g.wave
                            WHERE g.content = stale_content.content AND w.outcome = 'open')
                        """));
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT z.content, z.replacement, c.edition, c.language, c.depth,
                                    CASE WHEN e.canonical = c.id THEN 1 ELSE 0 END AS page
                                FROM stale_content z
                                JOIN content c ON c.id = z.content
                                JOIN edition e ON e.id = c.edition
                                WHERE z.remade = 0 ORDER BY z.content
                                """)
                        .map((row, context) -> stale(row))
                        .list());
    }

    /** Whether anything is open, cheaply. */
    public boolean isAnyOpen() {
        return database.read(handle ->
                handle.createQuery("SELECT COUNT(*) FROM stale_content WHERE remade = 0")
                                .mapTo(long.class)
                                .one()
                        > 0);
    }

    /** What a content carries that was not withdrawn, at the revisions that it carries. */
    public List<ArchivedEdition.Item> left(ContentId content) {
        return database.read(handle -> EditionArchive.items(handle, content.value()));
    }

    /** Gives what waits for a content another; what is paused stays so. */
    public void replace(Stale stale, ContentId by, String subject, String preheader) {
        database.change(handle -> {
            if (stale.isPage()) {
                handle.createUpdate(
                                """
                                UPDATE edition SET canonical = :by, subject = :subject,
                                    preheader = :preheader
                                WHERE id = :edition AND canonical = :old
                                """)
                        .bind("by", by.value())
                        .bind("subject", subject)
                        .bind("preheader", preheader)
                        .bind("edition", stale.edition().value())
                        .bind("old", stale.content().value())
                        .execute();
            }
            repoint(handle, stale, by);
        });
    }

    /** The same for deliveries alone. */
    public void replace(Stale stale, ContentId by) {
        database.change(handle -> repoint(handle, stale, by));
    }

    private static void repoint(Handle handle, Stale stale, ContentId by) {
        handle.createUpdate(
                        """
                        UPDATE delivery SET content = :by, pool = CASE WHEN EXISTS (
                            SELECT 1 FROM edition e WHERE e.id = :edition AND e.paused IS NOT NULL)
                            THEN 1 ELSE 0 END
                        WHERE content = :old AND state IN ('pending', 'deferred')
                        """)
                .bind("by", by.value())
                .bind("edition", stale.edition().value())
                .bind("old", stale.content().value())
                .execute();
        handle.createUpdate(
                        """
                        UPDATE wave_group SET content = :by
                        WHERE content = :old
                          AND wave IN (SELECT id FROM wave WHERE outcome = 'open')
                        """)
                .bind("by", by.value())
                .bind("old", stale.content().value())
                .execute();
        handle.createUpdate(
                        """
                        UPDATE stale_content SET replacement = :by, remade = 1 WHERE content = :old
                        """)
                .bind("by", by.value())
                .bind("old", stale.content().value())
                .execute();
    }

    /** Ends what waits for a content of which nothing is left. */
    public void drop(Stale stale, Instant now) {
        database.change(handle -> {
            handle.createUpdate(
                            """
                            UPDATE delivery SET state = 'cancelled', done = :now,
                                reply = 'what it carried was withdrawn'
                            WHERE content = :old AND state IN ('pending', 'deferred')
                            """)
                    .bind("now", now.toEpochMilli())
                    .bind("old", stale.content().value())
                    .execute();
            handle.createUpdate(
                            """
                            UPDATE wave_group SET content = NULL
                            WHERE content = :old
                              AND wave IN (SELECT id FROM wave WHERE outcome = 'open')
                            """)
                    .bind("old", stale.content().value())
                    .execute();
            handle.createUpdate("UPDATE edition SET canonical = NULL WHERE canonical = :old")
                    .bind("old", stale.content().value())
                    .execute();
            handle.createUpdate("UPDATE stale_content SET remade = 1 WHERE content = :old")
                    .bind("old", stale.content().value())
                    .execute();
        });
    }

    private static Stale stale(ResultSet row) throws SQLException {
        var replacement = row.getLong("replacement");
        var known =
                row.wasNull()
                        ? Optional.<ContentId>empty()
                        : Optional.of(new ContentId(replacement));
        return new Stale(
                new ContentId(row.getLong("content")),
                new EditionId(row.getLong("edition")),
                row.getString("language"),
                Depth.ofWord(row.getString("depth")),
                known,
                row.getInt("page") == 1);
    }
}
