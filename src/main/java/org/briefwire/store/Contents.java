package org.briefwire.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.briefwire.model.BriefingId;
import org.briefwire.model.Choice;
import org.briefwire.model.ContentId;
import org.briefwire.model.Depth;
import org.briefwire.model.EditionId;
import org.briefwire.model.Release;
import org.briefwire.model.TopicId;
import org.briefwire.model.Topics;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Contents: the distinct renderings of an edition, and the releases that they are made from. */
public final class Contents {
    private final Database database;

    public Contents(Database database) {
        this.database = database;
    }

    /**
     * A release that a content may carry, at the briefing's newest revision.
     *
     * @param at when it was released
     * @param urgent whether it goes out of turn to those who asked for that
     * @param topics in the briefing's order
     */
    public record Candidate(
            long release,
            BriefingId briefing,
            int revision,
            Release.Kind kind,
            Instant published,
            Instant at,
            boolean urgent,
            List<TopicId> topics) {
        public Candidate {
            topics = List.copyOf(topics);
        }
    }

    /** One briefing's place in a content. */
    public record Item(BriefingId briefing, int revision, Release.Kind kind) {}

    /**
     * A content to keep.
     *
     * @param key names what is in it: the same items, language and depth have the same key
     * @param size of its HTML, in octets
     * @param mime the message with its blanks
     */
    public record NewContent(
            EditionId edition,
            String key,
            String language,
            Depth depth,
            String subject,
            long size,
            byte[] mime,
            List<Item> items) {
        public NewContent {
            items = List.copyOf(items);
        }
    }

    /** The releases that mail may carry, after the one and up to the other, oldest first. */
    public List<Candidate> candidates(long after, long cutoff) {
        return database.read(handle ->
                candidates(
                        handle,
                        "r.seq > :after AND r.seq <= :cutoff",
                        query -> query.bind("after", after).bind("cutoff", cutoff)));
    }

    /** Those of these releases that mail may carry, oldest first. */
    public List<Candidate> candidates(Collection<Long> releases) {
        if (releases.isEmpty()) {
            return List.of();
        }
        return database.read(handle ->
                candidates(
                        handle,
                        "r.seq IN (<releases>)",
                        query -> query.bindList("releases", List.copyOf(releases))));
    }

    private static List<Candidate> candidates(
            Handle handle, String which, UnaryOperator<Query> bind) {
        var topics = topics(handle, which, bind);
        return bind.apply(
                        handle.createQuery(
                                """
                                SELECT r.seq, r.briefing, b.revision, r.kind, b.published, r.at,
                                    r.urgent
                                FROM release r JOIN briefing b ON b.id = r.briefing
                                WHERE %s AND r.quiet = 0
                                  AND r.kind IN ('new', 'correction') AND b.state = 'released'
                                ORDER BY r.seq
                                """
                                        .formatted(which)))
                .map((row, context) ->
                        new Candidate(
                                row.getLong("seq"),
                                new BriefingId(row.getLong("briefing")),
                                row.getInt("revision"),
                                Release.Kind.valueOf(
                                        row.getString("kind").toUpperCase(Locale.ROOT)),
                                Instant.ofEpochMilli(row.getLong("published")),
                                Instant.ofEpochMilli(row.getLong("at")),
                                row.getInt("urgent") == 1,
                                topics.getOrDefault(row.getLong("briefing"), List.of())))
                .list();
    }

    private static Map<Long, List<TopicId>> topics(
            Handle handle, String which, UnaryOperator<Query> bind) {
        var topics = new HashMap<Long, List<TopicId>>();
        bind.apply(
                        handle.createQuery(
                                """
                                SELECT t.briefing, t.topic FROM briefing_topic t
                                WHERE t.briefing IN (
                                    SELECT r.briefing FROM release r WHERE %s AND r.quiet = 0)
                                ORDER BY t.briefing, t.position
                                """
                                        .formatted(which)))
                .map((row, context) ->
                        Map.entry(row.getLong("briefing"), new TopicId(row.getString("topic"))))
                .forEach(entry ->
                        topics.computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
                                .add(entry.getValue()));
        return topics;
    }

    /** What the subscriptions with this choice want. */
    public Choice choice(long id) {
        return database.read(handle ->
                handle.createQuery("SELECT depth, topics, language FROM choice WHERE id = :id")
                        .bind("id", id)
                        .map((row, context) ->
                                new Choice(
                                        Depth.ofWord(row.getString("depth")),
                                        Topics.ofWord(row.getString("topics")),
                                        row.getString("language")))
                        .one());
    }

    /** The content of an edition with this key. */
    public Optional<ContentId> find(EditionId edition, String key) {
        return database.read(handle -> find(handle, edition, key));
    }

    private static Optional<ContentId> find(Handle handle, EditionId edition, String key) {
        return handle.createQuery("SELECT id FROM content WHERE edition = :edition AND key = :key")
                .bind("edition", edition.value())
                .bind("key", key)
                .mapTo(Long.class)
                .findOne()
                .map(ContentId::new);
    }

    /**
     * Keeps a content with its items. One that is already there stays; one that nobody was given,
     * because its wave was held, is as the templates are now.
     */
    public ContentId keep(NewContent content) {
        return database.write(handle -> {
            var id = insert(handle, content);
            id.ifPresent(made -> {
                handle.createUpdate("DELETE FROM content_item WHERE content = :content")
                        .bind("content", made)
                        .execute();
                insertItems(handle, made, content.items());
                Withdrawals.mark(handle, database.dialect(), made);
            });
            return id.map(ContentId::new)
                    .or(() -> find(handle, content.edition(), content.key()))
                    .orElseThrow();
        });
    }

    private static Optional<Long> insert(Handle handle, NewContent content) {
        return handle.createQuery(
                        """
                        INSERT INTO content (edition, key, language, depth, subject, size, mime)
                        VALUES (:edition, :key, :language, :depth, :subject, :size, :mime)
                        ON CONFLICT (edition, key) DO UPDATE
                        SET subject = excluded.subject, size = excluded.size, mime = excluded.mime
                        WHERE NOT EXISTS (SELECT 1 FROM delivery d WHERE d.content = content.id)
                        RETURNING id
                        """)
                .bind("edition", content.edition().value())
                .bind("key", content.key())
                .bind("language", content.language())
                .bind("depth", content.depth().word())
                .bind("subject", content.subject())
                .bind("size", content.size())
                .bind("mime", content.mime())
                .mapTo(Long.class)
                .findOne();
    }

    private static void insertItems(Handle handle, long content, List<Item> items) {
        if (items.isEmpty()) {
            return;
        }
        var batch =
                handle.prepareBatch(
                        """
                        INSERT INTO content_item (content, position, briefing, revision, kind)
                        VALUES (:content, :position, :briefing, :revision, :kind)
                        ON CONFLICT DO NOTHING
                        """);
        for (var position = 0; position < items.size(); position++) {
            var item = items.get(position);
            batch.bind("content", content)
                    .bind("position", position)
                    .bind("briefing", item.briefing().value())
                    .bind("revision", item.revision())
                    .bind("kind", item.kind().name().toLowerCase(Locale.ROOT))
                    .add();
        }
        batch.execute();
    }
}
