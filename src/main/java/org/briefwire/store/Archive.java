package org.briefwire.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.briefwire.model.BriefingId;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.TopicId;
import org.briefwire.model.WithdrawnBriefing;

/** The released briefings, at their newest revision, as pages and feeds show them. */
public final class Archive {
    /** Every released briefing with the release that made its newest revision public. */
    private static final String RELEASED =
            "SELECT "
                    + PublishedRows.COLUMNS
                    + """

                    FROM briefing b
                    JOIN release l ON l.briefing = b.id AND l.seq =
                        (SELECT max(x.seq) FROM release x
                         WHERE x.briefing = b.id AND x.kind <> 'withdrawal')
                    JOIN revision v ON v.briefing = l.briefing AND v.revision = l.revision
                    WHERE b.state = 'released'
                    """;

    private final Database database;

    public Archive(Database database) {
        this.database = database;
    }

    /** What stands at a slug; a withdrawn briefing is told from one that never was. */
    public Shelved bySlug(String slug) {
        return database.read(handle -> {
            var released =
                    PictureRows.shown(
                            handle,
                            handle.createQuery(RELEASED + "AND b.slug = :slug")
                                    .bind("slug", slug)
                                    .map((row, context) -> PublishedRows.map(row))
                                    .findOne());
            if (released.isPresent()) {
                return new Shelved.Released(released.get());
            }
            return handle.createQuery(
                            """
                            SELECT COALESCE(
                                (SELECT r.note FROM release r
                                 WHERE r.briefing = b.id AND r.kind = 'withdrawal'
                                 ORDER BY r.seq DESC LIMIT 1), '') AS reason
                            FROM briefing b WHERE b.slug = :slug AND b.state = 'withdrawn'
                            """)
                    .bind("slug", slug)
                    .mapTo(String.class)
                    .findOne()
                    .<Shelved>map(Shelved.Withdrawn::new)
                    .orElseGet(Shelved.Unknown::new);
        });
    }

    /**
     * The newest briefings, newest first.
     *
     * @param anyOf those with one of these topics; empty: all
     */
    public List<PublishedBriefing> newest(List<TopicId> anyOf, int limit) {
        return database.read(handle -> {
            var ofTopics =
                    """
                    AND b.id IN (SELECT t.briefing FROM briefing_topic t WHERE t.topic IN (<topics>))
                    """;
            var query =
                    handle.createQuery(
                            RELEASED
                                    + (anyOf.isEmpty() ? "" : ofTopics)
                                    + "ORDER BY b.published DESC, b.id DESC LIMIT :limit");
            if (!anyOf.isEmpty()) {
                query.bindList("topics", anyOf.stream().map(TopicId::value).toList());
            }
            return PictureRows.shown(
                    handle,
                    query.bind("limit", limit)
                            .map((row, context) -> PublishedRows.map(row))
                            .list());
        });
    }

    /** The briefings that were public and were taken back after an instant, newest first. */
    public List<WithdrawnBriefing> withdrawn(List<TopicId> anyOf, Instant after) {
        var ofTopics =
                """
                AND b.id IN (SELECT t.briefing FROM briefing_topic t WHERE t.topic IN (<topics>))
                """;
        return database.read(handle -> {
            var query =
                    handle.createQuery(
                            """
                            SELECT b.tag_uri, b.slug, b.published, r.note, r.at
                            FROM release r JOIN briefing b ON b.id = r.briefing
                            WHERE r.kind = 'withdrawal' AND b.state = 'withdrawn' AND r.at > :after
                              AND EXISTS (
                                SELECT 1 FROM release n WHERE n.briefing = b.id AND n.kind = 'new')
                            """
                                    + (anyOf.isEmpty() ? "" : ofTopics)
                                    + "ORDER BY b.published DESC, b.id DESC");
            if (!anyOf.isEmpty()) {
                query.bindList("topics", anyOf.stream().map(TopicId::value).toList());
            }
            return query.bind("after", after.toEpochMilli())
                    .map((row, context) ->
                            new WithdrawnBriefing(
                                    row.getString("tag_uri"),
                                    row.getString("slug"),
                                    Instant.ofEpochMilli(row.getLong("published")),
                                    row.getString("note"),
                                    Instant.ofEpochMilli(row.getLong("at"))))
                    .list();
        });
    }

    /** What corrections of a briefing said, and when; oldest first. */
    public List<Correction> corrections(BriefingId id) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT r.at, v.note FROM release r
                                JOIN revision v
                                  ON v.briefing = r.briefing AND v.revision = r.revision
                                WHERE r.briefing = :id AND r.kind = 'correction' ORDER BY r.seq
                                """)
                        .bind("id", id.value())
                        .map((row, context) ->
                                new Correction(
                                        Instant.ofEpochMilli(row.getLong("at")),
                                        row.getString("note")))
                        .list());
    }

    /** A correction that became public. */
    public record Correction(Instant at, String note) {}

    /** These released briefings, by their number; one that is not released is left out. */
    public Map<BriefingId, PublishedBriefing> find(Collection<BriefingId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return database
                .read(handle ->
                        PictureRows.shown(
                                handle,
                                handle.createQuery(RELEASED + "AND b.id IN (<ids>)")
                                        .bindList(
                                                "ids", ids.stream().map(BriefingId::value).toList())
                                        .map((row, context) -> PublishedRows.map(row))
                                        .list()))
                .stream()
                .collect(Collectors.toMap(PublishedBriefing::id, briefing -> briefing));
    }

    /** The released briefings after one, in the order of their numbers. */
    public List<PublishedBriefing> after(BriefingId last, int limit) {
        return database.read(handle ->
                PictureRows.shown(
                        handle,
                        handle.createQuery(RELEASED + "AND b.id > :last ORDER BY b.id LIMIT :limit")
                                .bind("last", last.value())
                                .bind("limit", limit)
                                .map((row, context) -> PublishedRows.map(row))
                                .list()));
    }

    /** Each briefing's first file or feed entry, as its source names it. */
    public Map<BriefingId, String> origins() {
        return database
                .read(handle ->
                        handle.createQuery(
                                        """
                                                SELECT briefing, MIN(key) AS key FROM origin
                                        WHERE key NOT LIKE '/id/%' GROUP BY briefing
                                        """)
                                .map((row, context) ->
                                        Map.entry(
                                                new BriefingId(row.getLong("briefing")),
                                                row.getString("key")))
                                .list())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The briefing published before this one. */
    public Optional<PublishedBriefing> earlier(PublishedBriefing than) {
        return neighbour(
                than,
                """
                AND (b.published < :published OR (b.published = :published AND b.id < :id))
                ORDER BY b.published DESC, b.id DESC LIMIT 1
                """);
    }

    /** The briefing published after this one. */
    public Optional<PublishedBriefing> later(PublishedBriefing than) {
        return neighbour(
                than,
                """
                AND (b.published > :published OR (b.published = :published AND b.id > :id))
                ORDER BY b.published, b.id LIMIT 1
                """);
    }

    private Optional<PublishedBriefing> neighbour(PublishedBriefing of, String where) {
        return database.read(handle ->
                handle.createQuery(RELEASED + where)
                        .bind("published", of.published().toEpochMilli())
                        .bind("id", of.id().value())
                        .map((row, context) -> PublishedRows.map(row))
                        .findOne());
    }

    /** The topics of released briefings, those with the most briefings first. */
    public List<TopicId> topics() {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT t.topic FROM briefing_topic t
                                JOIN briefing b ON b.id = t.briefing
                                WHERE b.state = 'released'
                                GROUP BY t.topic ORDER BY count(*) DESC, t.topic
                                """)
                        .mapTo(String.class)
                        .map(TopicId::new)
                        .list());
    }

    /** Every topic that a briefing carries or carried. */
    public List<TopicId> everyTopic() {
        return database.read(handle ->
                handle.createQuery("SELECT DISTINCT topic FROM briefing_topic ORDER BY topic")
                        .mapTo(String.class)
                        .map(TopicId::new)
                        .list());
    }

    /** The tag: URI of the first briefing that there ever was; empty before. */
    public String firstTag() {
        return database.read(handle ->
                handle.createQuery("SELECT tag_uri FROM briefing ORDER BY id LIMIT 1")
                        .mapTo(String.class)
                        .findOne()
                        .orElse(""));
    }

    /** The number of the last release: when it has not moved, no page or feed has changed. */
    public long head() {
        return database.read(
                handle -> handle.createQuery("SELECT seq FROM head").mapTo(long.class).one());
    }

    /** What feeds are made of: as long as this is the same, so are they. */
    public String mark() {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT (SELECT seq FROM head) || ':'
                                    || (SELECT count(*) FROM edition WHERE state IN ('sealed', 'done')) || ':'
                                    || (SELECT count(*) FROM picture WHERE state = 'kept')
                                """)
                        .mapTo(String.class)
                        .one());
    }

    /** What stands at a slug. */
    public sealed interface Shelved {
        /** A briefing that is public. */
        record Released(PublishedBriefing briefing) implements Shelved {}

        /** A briefing that was public once, and why it is no longer; empty: nobody said. */
        record Withdrawn(String reason) implements Shelved {}

        /** Nothing. */
        record Unknown() implements Shelved {}
    }
}
