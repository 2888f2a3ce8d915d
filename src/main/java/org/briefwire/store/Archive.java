package org.briefwire.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.briefwire.model.BriefingId;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.TopicId;

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
            var withdrawn =
                    handle.createQuery(
                                    "SELECT count(*) FROM briefing"
                                            + " WHERE slug = :slug AND state = 'withdrawn'")
                            .bind("slug", slug)
                            .mapTo(long.class)
                            .one();
            return withdrawn == 0 ? new Shelved.Unknown() : new Shelved.Withdrawn();
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

    /** What stands at a slug. */
    public sealed interface Shelved {
        /** A briefing that is public. */
        record Released(PublishedBriefing briefing) implements Shelved {}

        /** A briefing that was public once. */
        record Withdrawn() implements Shelved {}

        /** Nothing. */
        record Unknown() implements Shelved {}
    }
}
