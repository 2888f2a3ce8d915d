package org.briefwire.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.briefwire.json.Json;
import org.briefwire.model.Attribution;
import org.briefwire.model.Author;
import org.briefwire.model.Briefing;
import org.briefwire.model.BriefingId;
import org.briefwire.model.Section;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.TopicId;

/** Puts briefings and editions into a database as they stand there after a release. */
public final class ArchiveFixture {
    private final Database database;

    public ArchiveFixture(Database database) {
        this.database = database;
    }

    /** A short briefing with the headline and the topics. */
    public static Briefing briefing(String headline, String... topics) {
        return new Briefing(
                headline,
                "What it is about.",
                "NEWS BRIEF",
                List.of("The lead of " + headline + "."),
                List.of(
                        Section.ofPoints(
                                "WHAT HAPPENED", List.of("First point.", "Second point."))),
                new Attribution(
                        "This briefing is based on information from Reuters.", List.of("Reuters")),
                new Author("Ada Lovelace", "Writes about engines."),
                "en",
                "",
                List.of(topics).stream().map(TopicId::new).toList());
    }

    /** Releases a new briefing. */
    public BriefingId release(String slug, Briefing briefing, Instant at) {
        database.change(handle -> {
            var id =
                    handle.createQuery(
                                    """
                                    INSERT INTO briefing
                                        (slug, tag_uri, state, revision, link, published, source, created)
                                    VALUES (:slug, :tag, 'released', 1, '', :at, 'desk', :at)
                                    RETURNING id
                                    """)
                            .bind("slug", slug)
                            .bind("tag", "tag:news.example.org,2026-11-23:briefing/" + slug)
                            .bind("at", at.toEpochMilli())
                            .mapTo(long.class)
                            .one();
            for (var topic : briefing.topics()) {
                handle.createUpdate(
                                "INSERT INTO briefing_topic (topic, briefing, position)"
                                        + " VALUES (:topic, :id, 0)")
                        .bind("topic", topic.value())
                        .bind("id", id)
                        .execute();
            }
        });
        return revised(slug, 1, "", briefing, "new", at);
    }

    /** Releases a correction of a briefing. */
    public BriefingId correct(String slug, int revision, Briefing briefing, Instant at) {
        return revised(slug, revision, "A figure was wrong.", briefing, "correction", at);
    }

    /** The same with a note of its own, now. */
    public BriefingId correct(String slug, int revision, String note, Briefing briefing) {
        return revised(slug, revision, note, briefing, "correction", Instant.EPOCH);
    }

    private BriefingId revised(
            String slug, int revision, String note, Briefing briefing, String kind, Instant at) {
        return database.write(handle -> {
            var id =
                    handle.createQuery(
                                    "UPDATE briefing SET revision = :revision WHERE slug = :slug RETURNING id")
                            .bind("revision", revision)
                            .bind("slug", slug)
                            .mapTo(long.class)
                            .one();
            handle.createUpdate(
                            """
                            INSERT INTO revision (briefing, revision, body, hash, note, at)
                            VALUES (:id, :revision, :body, '', :note, :at)
                            """)
                    .bind("id", id)
                    .bind("revision", revision)
                    .bind("body", Json.write(briefing))
                    .bind("note", note)
                    .bind("at", at.toEpochMilli())
                    .execute();
            var seq =
                    handle.createQuery("UPDATE head SET seq = seq + 1 RETURNING seq")
                            .mapTo(long.class)
                            .one();
            handle.createUpdate(
                            """
                            INSERT INTO release (seq, briefing, revision, kind, quiet, urgent, at)
                            VALUES (:seq, :id, :revision, :kind, 0, 0, :at)
                            """)
                    .bind("seq", seq)
                    .bind("id", id)
                    .bind("revision", revision)
                    .bind("kind", kind)
                    .bind("at", at.toEpochMilli())
                    .execute();
            return new BriefingId(id);
        });
    }

    /** Takes a briefing out of the archive. */
    public void withdraw(String slug) {
        database.change(handle ->
                handle.createUpdate("UPDATE briefing SET state = 'withdrawn' WHERE slug = :slug")
                        .bind("slug", slug)
                        .execute());
    }

    /** Makes an edition of the list's cadence 'daily' whose one content is canonical. */
    public void edition(Edition edition) {
        database.change(handle -> {
            var id =
                    handle.createQuery(
                                    """
                                    INSERT INTO edition
                                        (list, cadence, slot, number, state, subject, preheader, made)
                                    VALUES (:list, :cadence, :slot, :number, 'sealed', '', '', :made)
                                    RETURNING id
                                    """)
                            .bind("list", edition.list())
                            .bind("cadence", edition.cadence())
                            .bind("slot", edition.cadence() + edition.number())
                            .bind("number", edition.number())
                            .bind("made", edition.made().toEpochMilli())
                            .mapTo(long.class)
                            .one();
            var content =
                    handle.createQuery(
                                    """
                                    INSERT INTO content
                                        (edition, key, language, depth, subject, size, mime)
                                    VALUES (:id, :key, 'en', 'full', :subject, 0, :mime)
                                    RETURNING id
                                    """)
                            .bind("id", id)
                            .bind("key", edition.key())
                            .bind("subject", "Subject " + edition.number())
                            .bind("mime", edition.mime().getBytes(StandardCharsets.UTF_8))
                            .mapTo(long.class)
                            .one();
            for (var i = 0; i < edition.items().size(); i++) {
                handle.createUpdate(
                                """
                                INSERT INTO content_item (content, position, briefing, revision, kind)
                                VALUES (:content, :position, :briefing, 1, 'new')
                                """)
                        .bind("content", content)
                        .bind("position", i)
                        .bind("briefing", edition.items().get(i).value())
                        .execute();
            }
            handle.createUpdate("UPDATE edition SET canonical = :content WHERE id = :id")
                    .bind("content", content)
                    .bind("id", id)
                    .execute();
        });
    }

    /** Says of an edition that a later slot took what it held. */
    public void replace(String list, long number) {
        database.change(handle ->
                handle.createUpdate(
                                "UPDATE edition SET state = 'replaced' WHERE list = :list AND number = :number")
                        .bind("list", list)
                        .bind("number", number)
                        .execute());
    }

    /** Subscribes an address to a list. */
    public SubscriptionId subscribe(String list, String address) {
        return database.write(handle -> {
            handle.createUpdate(
                            """
                            INSERT INTO choice (depth, topics, language) VALUES ('full', '*', '')
                            ON CONFLICT DO NOTHING
                            """)
                    .execute();
            var subscriber =
                    handle.createQuery(
                                    """
                                    INSERT INTO subscriber
                                        (address, address_key, key_hash, name, language, zone, created)
                                    VALUES (:address, :address, :address, '', 'en', 'UTC', 0) RETURNING id
                                    """)
                            .bind("address", address)
                            .mapTo(long.class)
                            .one();
            return new SubscriptionId(
                    handle.createQuery(
                                    """
                                    INSERT INTO subscription
                                        (list, subscriber, state, cadence, choice, cursor, prev)
                                    SELECT :list, :subscriber, 'active', 'daily', min(id), 0, 0
                                    FROM choice RETURNING id
                                    """)
                            .bind("list", list)
                            .bind("subscriber", subscriber)
                            .mapTo(long.class)
                            .one());
        });
    }

    public void update(String sql) {
        database.change(handle -> handle.execute(sql));
    }

    public List<String> texts(String sql) {
        return database.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    /** Whether a subscription is active. */
    public String stateOf(SubscriptionId subscription) {
        return database.read(handle ->
                handle.createQuery("SELECT state FROM subscription WHERE id = :id")
                        .bind("id", subscription.value())
                        .mapTo(String.class)
                        .one());
    }

    /** What an edition is made of. */
    public record Edition(
            String list,
            String cadence,
            long number,
            Instant made,
            String key,
            String mime,
            List<BriefingId> items) {}
}
