package org.briefwire.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Depth;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.Topics;
import org.jdbi.v3.core.Handle;

/** What people asked for by a form, until they confirm it or its time is over. */
public final class JoinRequests {
    private final Database database;

    public JoinRequests(Database database) {
        this.database = database;
    }

    /** What somebody wants of a list. */
    public record Wish(ListId list, CadenceId cadence, Depth depth, Topics topics) {}

    /**
     * A request.
     *
     * @param form where it was made, such as 'page' or 'api'
     * @param language of the words that were read
     * @param wording what was agreed to
     */
    public record Request(
            EmailAddress address,
            Instant asked,
            Instant ends,
            String form,
            String language,
            String wording,
            List<Wish> wishes) {
        public Request {
            wishes = List.copyOf(wishes);
        }
    }

    /** A request that was kept, and when it was confirmed. */
    public record Kept(long id, Request request, Optional<Instant> confirmed) {}

    /**
     * Keeps a request of a subscriber who is known.
     *
     * @return its number
     */
    public long keep(Request request) {
        return database.write(handle -> keep(handle, request));
    }

    /** The same in a transaction that keeps more than it. */
    static long keep(Handle handle, Request request) {
        var id =
                handle.createQuery(
                                """
                                INSERT INTO join_request
                                    (subscriber, asked, ends, form, language, wording)
                                SELECT id, :asked, :ends, :form, :language, :wording
                                FROM subscriber WHERE address_key = :key
                                RETURNING id
                                """)
                        .bind("asked", request.asked().toEpochMilli())
                        .bind("ends", request.ends().toEpochMilli())
                        .bind("form", request.form())
                        .bind("language", request.language())
                        .bind("wording", request.wording())
                        .bind("key", request.address().key())
                        .mapTo(Long.class)
                        .one();
        request.wishes().forEach(wish -> keep(handle, id, wish));
        return id;
    }

    private static void keep(Handle handle, long request, Wish wish) {
        handle.createUpdate(
                        """
                        INSERT INTO join_wish (request, list, cadence, depth, topics)
                        VALUES (:request, :list, :cadence, :depth, :topics)
                        """)
                .bind("request", request)
                .bind("list", wish.list().value())
                .bind("cadence", wish.cadence().value())
                .bind("depth", wish.depth().word())
                .bind("topics", wish.topics().word())
                .execute();
    }

    /** The request with this number; nothing: its person was erased, or it is long over. */
    public Optional<Kept> find(long id) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT q.*, p.address FROM join_request q
                                JOIN subscriber p ON p.id = q.subscriber WHERE q.id = :id
                                """)
                        .bind("id", id)
                        .map((row, _) -> {
                            var confirmed = row.getLong("confirmed");
                            var when =
                                    row.wasNull()
                                            ? Optional.<Instant>empty()
                                            : Optional.of(Instant.ofEpochMilli(confirmed));
                            return new Kept(
                                    row.getLong("id"),
                                    new Request(
                                            EmailAddress.parse(row.getString("address")),
                                            Instant.ofEpochMilli(row.getLong("asked")),
                                            Instant.ofEpochMilli(row.getLong("ends")),
                                            row.getString("form"),
                                            row.getString("language"),
                                            row.getString("wording"),
                                            wishes(handle, id)),
                                    when);
                        })
                        .findOne());
    }

    private static List<Wish> wishes(Handle handle, long request) {
        return handle.createQuery("SELECT * FROM join_wish WHERE request = :id ORDER BY list")
                .bind("id", request)
                .map((row, _) ->
                        new Wish(
                                new ListId(row.getString("list")),
                                new CadenceId(row.getString("cadence")),
                                Depth.ofWord(row.getString("depth")),
                                Topics.ofWord(row.getString("topics"))))
                .list();
    }

    /**
     * Forgets what nobody confirmed in its time: the request, the pending subscriptions that came
     * of it, and the person who has no other.
     */
    public void forget(Instant before) {
        database.change(handle -> {
            var gone =
                    handle.createQuery(
                                    """
                                    SELECT id FROM join_request
                                    WHERE confirmed IS NULL AND ends < :before LIMIT 500
                                    """)
                            .bind("before", before.toEpochMilli())
                            .mapTo(Long.class)
                            .list();
            gone.forEach(id -> forget(handle, id));
        });
    }

    private static void forget(Handle handle, long request) {
        var subscriber =
                handle.createQuery("SELECT subscriber FROM join_request WHERE id = :id")
                        .bind("id", request)
                        .mapTo(Long.class)
                        .one();
        for (var sql :
                List.of(
                        """
                        DELETE FROM subscription_event WHERE subscription IN (
                            SELECT s.id FROM subscription s JOIN join_wish w ON w.list = s.list
                            WHERE s.subscriber = :subscriber AND s.state = 'pending'
                              AND w.request = :request)
                          AND evidence LIKE 'asked by the form %'
                        """,
                        """
                        DELETE FROM subscription
                        WHERE subscriber = :subscriber AND state = 'pending' AND list IN (
                            SELECT list FROM join_wish WHERE request = :request)
                          AND NOT EXISTS (
                            SELECT 1 FROM subscription_event e WHERE e.subscription = subscription.id)
                        """,
                        "DELETE FROM join_wish WHERE request = :request",
                        "DELETE FROM join_request WHERE id = :request",
                        """
                        DELETE FROM subscriber WHERE id = :subscriber
                          AND NOT EXISTS (
                            SELECT 1 FROM subscription s WHERE s.subscriber = subscriber.id)
                          AND NOT EXISTS (
                            SELECT 1 FROM join_request q WHERE q.subscriber = subscriber.id)
                        """)) {
            var statement = handle.createUpdate(sql);
            if (sql.contains(":subscriber")) {
                statement.bind("subscriber", subscriber);
            }
            if (sql.contains(":request")) {
                statement.bind("request", request);
            }
            statement.execute();
        }
    }
}
