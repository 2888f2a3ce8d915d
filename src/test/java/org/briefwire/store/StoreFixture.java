package org.briefwire.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.briefwire.json.Json;
import org.briefwire.model.Attribution;
import org.briefwire.model.Author;
import org.briefwire.model.Briefing;
import org.briefwire.model.BriefingId;
import org.briefwire.model.Choice;
import org.briefwire.model.Section;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.TopicId;
import org.jdbi.v3.core.Handle;

/** Rows put straight into the database, by whom a test of another stage needs them. */
public final class StoreFixture {
    private final Database database;

    public StoreFixture(Database database) {
        this.database = database;
    }

    /** Releases a briefing. */
    public BriefingId release(List<TopicId> topics, boolean quiet, Instant at) {
        return database.write(handle -> release(handle, topics, quiet, at));
    }

    private static BriefingId release(
            Handle handle, List<TopicId> topics, boolean quiet, Instant at) {
        var seq =
                handle.createQuery("UPDATE head SET seq = seq + 1 RETURNING seq")
                        .mapTo(long.class)
                        .one();
        var id =
                handle.createQuery(
                                """
                                INSERT INTO briefing (slug, tag_uri, state, revision, link,
                                    published, source, created)
                                VALUES (:slug, :slug, 'released', 1, '', :at, 'desk', :at)
                                RETURNING id
                                """)
                        .bind("slug", "briefing-" + seq)
                        .bind("at", at.toEpochMilli())
                        .mapTo(long.class)
                        .one();
        handle.createUpdate(
                        """
                        INSERT INTO revision (briefing, revision, body, hash, note, at)
                        VALUES (:id, 1, :body, '', '', :at)
                        """)
                .bind("id", id)
                .bind("body", Json.write(briefing("Briefing " + seq, topics)))
                .bind("at", at.toEpochMilli())
                .execute();
        for (var position = 0; position < topics.size(); position++) {
            handle.createUpdate(
                            """
                            INSERT INTO briefing_topic (topic, briefing, position)
                            VALUES (:topic, :id, :position)
                            """)
                    .bind("topic", topics.get(position).value())
                    .bind("id", id)
                    .bind("position", position)
                    .execute();
        }
        handle.createUpdate(
                        """
                        INSERT INTO release (seq, briefing, revision, kind, quiet, urgent, at)
                        VALUES (:seq, :id, 1, 'new', :quiet, 0, :at)
                        """)
                .bind("seq", seq)
                .bind("id", id)
                .bind("quiet", quiet ? 1 : 0)
                .bind("at", at.toEpochMilli())
                .execute();
        return new BriefingId(id);
    }

    /** Releases a briefing that goes out of turn to those who asked for breaking news. */
    public BriefingId releaseUrgent(List<TopicId> topics, Instant at) {
        return database.write(handle -> {
            var id = release(handle, topics, false, at);
            handle.createUpdate("UPDATE release SET urgent = 1 WHERE briefing = :id")
                    .bind("id", id.value())
                    .execute();
            return id;
        });
    }

    /** Releases a correction of a briefing: its next revision, with a note. */
    public void correct(BriefingId id, boolean urgent, Instant at) {
        database.change(handle -> {
            var seq =
                    handle.createQuery("UPDATE head SET seq = seq + 1 RETURNING seq")
                            .mapTo(long.class)
                            .one();
            var revision =
                    handle.createQuery(
                                    """
                                    UPDATE briefing SET revision = revision + 1 WHERE id = :id
                                    RETURNING revision
                                    """)
                            .bind("id", id.value())
                            .mapTo(int.class)
                            .one();
            handle.createUpdate(
                            """
                            INSERT INTO revision (briefing, revision, body, hash, note, at)
                            SELECT briefing, :revision, body, '', 'Correction ' || :seq, :at
                            FROM revision WHERE briefing = :id AND revision = 1
                            """)
                    .bind("id", id.value())
                    .bind("revision", revision)
                    .bind("seq", seq)
                    .bind("at", at.toEpochMilli())
                    .execute();
            handle.createUpdate(
                            """
                            INSERT INTO release (seq, briefing, revision, kind, quiet, urgent, at)
                            VALUES (:seq, :id, :revision, 'correction', 0, :urgent, :at)
                            """)
                    .bind("seq", seq)
                    .bind("id", id.value())
                    .bind("revision", revision)
                    .bind("urgent", urgent ? 1 : 0)
                    .bind("at", at.toEpochMilli())
                    .execute();
        });
    }

    private static Briefing briefing(String headline, List<TopicId> topics) {
        return new Briefing(
                headline,
                "",
                "",
                List.of("The lead of " + headline + "."),
                List.of(Section.ofPoints("WHAT HAPPENED", List.of("A point."))),
                Attribution.NONE,
                Author.NONE,
                "en",
                "",
                topics);
    }

    /** Who subscribes, and how; the cursor stands at the head. */
    public record Joining(String list, String cadence, String zone, Choice choice, Instant at) {}

    /** Adds a subscriber with one active subscription. */
    public SubscriptionId join(Joining joining) {
        return database.write(handle -> {
            var subscriber =
                    handle.createQuery(
                                    """
                                    INSERT INTO subscriber
                                        (address, address_key, key_hash, name, language, zone, created)
                                    SELECT a, a, a, '', '', :zone, :at FROM (
                                        SELECT 'reader' || COUNT(*) || '@example.org' AS a
                                        FROM subscriber) next
                                    RETURNING id
                                    """)
                            .bind("zone", joining.zone())
                            .bind("at", joining.at().toEpochMilli())
                            .mapTo(long.class)
                            .one();
            var id =
                    handle.createQuery(
                                    """
                                    INSERT INTO subscription
                                        (list, subscriber, state, cadence, choice, cursor, prev, since)
                                    SELECT :list, :subscriber, 'active', :cadence, :choice,
                                        seq, seq, :at
                                    FROM head RETURNING id
                                    """)
                            .bind("list", joining.list())
                            .bind("subscriber", subscriber)
                            .bind("cadence", joining.cadence())
                            .bind("choice", choice(joining.choice()))
                            .bind("at", joining.at().toEpochMilli())
                            .mapTo(long.class)
                            .one();
            return new SubscriptionId(id);
        });
    }

    private long choice(Choice choice) {
        return database.write(handle ->
                handle.createQuery(
                                """
                                INSERT INTO choice (depth, topics, language)
                                VALUES (:depth, :topics, :language)
                                ON CONFLICT (depth, topics, language)
                                    DO UPDATE SET depth = excluded.depth
                                RETURNING id
                                """)
                        .bind("depth", choice.depth().word())
                        .bind("topics", choice.topics().word())
                        .bind("language", choice.language())
                        .mapTo(long.class)
                        .one());
    }

    public void changeChoice(SubscriptionId id, Choice choice) {
        var number = choice(choice);
        update("UPDATE subscription SET choice = " + number + " WHERE id = " + id);
    }

    public void changeCadence(SubscriptionId id, String cadence) {
        update("UPDATE subscription SET cadence = '" + cadence + "' WHERE id = " + id);
    }

    /** Notes a change, as of everything that a reader, an import or an operator changes. */
    public void recordChange(SubscriptionId id, Instant at) {
        update(
                "INSERT INTO subscription_event (subscription, at, kind, evidence) VALUES (%s, %d, 'changed', 'preferences')"
                        .formatted(id, at.toEpochMilli()));
    }

    /** As a reader does: the change is on record. */
    public void pause(SubscriptionId id, Instant until, Instant now) {
        pause(id, until);
        recordChange(id, now);
    }

    public void pause(SubscriptionId id, Instant until) {
        update(
                "UPDATE subscription SET paused_until = %d WHERE id = %s"
                        .formatted(until.toEpochMilli(), id));
    }

    public void changeZone(SubscriptionId id, String zone) {
        update(
                "UPDATE subscriber SET zone = '%s' WHERE id = (SELECT subscriber FROM subscription WHERE id = %s)"
                        .formatted(zone, id));
    }

    public void changeBreaking(SubscriptionId id, boolean breaking) {
        update(
                "UPDATE subscription SET breaking = %d WHERE id = %s"
                        .formatted(breaking ? 1 : 0, id));
    }

    /** What a subscription gets, mail by mail: cadence, state, and each briefing:revision:kind. */
    public List<String> mails(SubscriptionId id) {
        return texts(
                """
                SELECT e.cadence || ' ' || d.state || ' ' || string_agg(
                    i.briefing || ':' || i.revision || ':' || i.kind, ' ' ORDER BY i.position)
                FROM delivery d
                JOIN edition e ON e.id = d.edition
                JOIN content_item i ON i.content = d.content
                WHERE d.subscription = %s
                GROUP BY d.edition, e.cadence, d.state ORDER BY d.edition
                """
                        .formatted(id));
    }

    /** The number of the last release. */
    public long head() {
        return number("SELECT seq FROM head");
    }

    public long number(String sql) {
        return database.read(handle -> handle.createQuery(sql).mapTo(long.class).one());
    }

    public List<String> texts(String sql) {
        return database.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    /** The briefings that a subscription's deliveries carry, in the order of the editions. */
    public List<BriefingId> received(SubscriptionId id) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT i.briefing FROM delivery d
                                JOIN content_item i ON i.content = d.content
                                WHERE d.subscription = :id ORDER BY d.edition, i.position
                                """)
                        .bind("id", id.value())
                        .mapTo(Long.class)
                        .map(BriefingId::new)
                        .list());
    }

    /** Ends the process, as it were, before the nth transaction from now on is kept. */
    public void killAt(int transaction) {
        var left = new AtomicInteger(transaction);
        database.beforeKeeping(() -> {
            if (left.decrementAndGet() == 0) {
                throw new Killed();
            }
        });
    }

    /** Lets the process live. */
    public void spare() {
        database.beforeKeeping(() -> {});
    }

    /** What nobody catches. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** All that the database holds, table by table. */
    public String dump() {
        return database.read(handle -> {
            var dump = new StringBuilder();
            try (var tables =
                    handle.getConnection()
                            .getMetaData()
                            .getTables(null, null, "%", new String[] {"TABLE"})) {
                while (tables.next()) {
                    var table = tables.getString("TABLE_NAME");
                    dump.append(table).append('\n');
                    handle.createQuery("SELECT * FROM " + table).mapToMap().stream()
                            .map(StoreFixture::row)
                            .sorted()
                            .forEach(row -> dump.append("  ").append(row).append('\n'));
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return dump.toString();
        });
    }

    private static String row(Map<String, Object> row) {
        return row.entrySet().stream()
                .map(column ->
                        column.getValue() instanceof byte[] bytes
                                ? column.getKey() + "=" + Arrays.hashCode(bytes)
                                : column.toString())
                .collect(Collectors.joining(" "));
    }

    public void update(String sql) {
        database.change(handle -> handle.execute(sql));
    }
}
