package org.briefwire.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.briefwire.json.Json;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.EventKind;
import org.briefwire.model.SubscriberId;
import org.briefwire.model.SubscriptionId;
import org.jdbi.v3.core.Handle;

/** What is held of one person: given to them, moved to another address, erased. */
public final class PersonalData {
    /** The tables whose rows are a subscription's; all of them go with it. */
    static final List<String> OF_A_SUBSCRIPTION =
            List.of("subscription_event", "delivery", "import_before", "out_of_turn", "owed");

    /** The tables whose rows are a subscriber's, those first that others don't point at. */
    static final List<String> OF_A_SUBSCRIBER =
            List.of("import_person_before", "address_change", "subscription");

    private final Database database;

    public PersonalData(Database database) {
        this.database = database;
    }

    /** Everything; times are instants in UTC. */
    record Dossier(
            String address,
            String name,
            String language,
            String zone,
            Instant since,
            List<Subscription> subscriptions) {}

    /** A subscription with its record of consent and all that was sent for it. */
    record Subscription(
            String list,
            String state,
            String cadence,
            String depth,
            String topics,
            String language,
            boolean breakingNews,
            Optional<Instant> pausedUntil,
            List<Event> history,
            List<Delivery> deliveries) {}

    /** Something that happened to a subscription. */
    record Event(Instant at, String kind, String evidence, Optional<String> imported) {}

    /** A mail that was sent, or not. */
    record Delivery(
            Optional<Long> edition,
            String subject,
            String state,
            Instant due,
            Optional<Instant> done,
            String reply) {}

    /** Everything that is held of a subscriber, as indented JSON; nothing when there is none. */
    public Optional<String> json(SubscriberId subscriber) {
        return dossier(subscriber).map(Json::writePretty);
    }

    Optional<Dossier> dossier(SubscriberId id) {
        return database.read(handle ->
                handle.createQuery("SELECT * FROM subscriber WHERE id = :id")
                        .bind("id", id.value())
                        .map((row, _) ->
                                new Dossier(
                                        row.getString("address"),
                                        row.getString("name"),
                                        row.getString("language"),
                                        row.getString("zone"),
                                        Instant.ofEpochMilli(row.getLong("created")),
                                        subscriptions(handle, id)))
                        .findOne());
    }

    private static List<Subscription> subscriptions(Handle handle, SubscriberId subscriber) {
        return handle.createQuery(
                        """
                        SELECT s.id, s.list, s.state, s.cadence, s.breaking, s.paused_until,
                               c.depth, c.topics, c.language
                        FROM subscription s JOIN choice c ON c.id = s.choice
                        WHERE s.subscriber = :subscriber ORDER BY s.list
                        """)
                .bind("subscriber", subscriber.value())
                .map((row, _) ->
                        new Subscription(
                                row.getString("list"),
                                row.getString("state"),
                                row.getString("cadence"),
                                row.getString("depth"),
                                row.getString("topics"),
                                row.getString("language"),
                                row.getInt("breaking") == 1,
                                instant(row.getLong("paused_until")),
                                events(handle, row.getLong("id")),
                                deliveries(handle, row.getLong("id"))))
                .list();
    }

    private static List<Event> events(Handle handle, long subscription) {
        return handle.createQuery(
                        """
                        SELECT at, kind, evidence, import FROM subscription_event
                        WHERE subscription = :id ORDER BY id
                        """)
                .bind("id", subscription)
                .map((row, _) ->
                        new Event(
                                Instant.ofEpochMilli(row.getLong("at")),
                                row.getString("kind"),
                                row.getString("evidence"),
                                Optional.ofNullable(row.getString("import"))
                                        .filter(file -> !file.isEmpty())))
                .list();
    }

    private static List<Delivery> deliveries(Handle handle, long subscription) {
        return handle.createQuery(
                        """
                        SELECT e.number, c.subject, d.state, d.due, d.done, d.reply
                        FROM delivery d
                        JOIN edition e ON e.id = d.edition
                        JOIN content c ON c.id = d.content
                        WHERE d.subscription = :id ORDER BY d.edition
                        """)
                .bind("id", subscription)
                .map((row, _) ->
                        new Delivery(
                                Optional.of(row.getLong("number")).filter(number -> number > 0),
                                row.getString("subject"),
                                row.getString("state"),
                                Instant.ofEpochMilli(row.getLong("due")),
                                instant(row.getLong("done")),
                                row.getString("reply")))
                .list();
    }

    private static Optional<Instant> instant(long millis) {
        return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /**
     * Erases a person: what is left is the hash of their address among the suppressions, so that
     * nobody can put them on a list again without asking them.
     *
     * @return false when there is no such subscriber
     */
    public boolean erase(SubscriberId subscriber, Instant at) {
        return database.write(handle -> {
            var address =
                    handle.createQuery("SELECT address, key_hash FROM subscriber WHERE id = :id")
                            .bind("id", subscriber.value())
                            .map((row, _) ->
                                    List.of(row.getString("address"), row.getString("key_hash")))
                            .findOne();
            address.ifPresent(found -> {
                handle.execute(
                        """
                        DELETE FROM notice WHERE address = ? OR address IN (
                            SELECT address FROM address_change WHERE subscriber = ?)
                        """,
                        found.getFirst(),
                        subscriber.value());
                eraseReturned(handle, subscriber, found.getFirst());
                eraseRequests(handle, subscriber);
                erase(handle, subscriber);
                suppress(handle, found.getLast(), at);
            });
            return address.isPresent();
        });
    }

    // what came back holds addresses and whole mails
    private static void eraseReturned(Handle handle, SubscriberId subscriber, String address) {
        var bounces =
                handle.createQuery(
                                """
                                SELECT b.id FROM bounce b WHERE b.sender = :address OR b.id IN (
                                    SELECT r.bounce FROM bounce_recipient r
                                    WHERE r.address = :address OR r.subscription IN (
                                        SELECT id FROM subscription WHERE subscriber = :subscriber))
                                """)
                        .bind("address", address)
                        .bind("subscriber", subscriber.value())
                        .mapTo(Long.class)
                        .list();
        for (var bounce : bounces) {
            handle.execute("DELETE FROM bounce_recipient WHERE bounce = ?", bounce);
            handle.execute("DELETE FROM bounce WHERE id = ?", bounce);
        }
    }

    private static void eraseRequests(Handle handle, SubscriberId subscriber) {
        handle.execute(
                """
                DELETE FROM join_wish WHERE request IN (
                    SELECT id FROM join_request WHERE subscriber = ?)
                """,
                subscriber.value());
        handle.execute("DELETE FROM join_request WHERE subscriber = ?", subscriber.value());
    }

    private static void erase(Handle handle, SubscriberId subscriber) {
        for (var table : OF_A_SUBSCRIPTION) {
            handle.execute(
                    """
                    DELETE FROM %s WHERE subscription IN (
                        SELECT id FROM subscription WHERE subscriber = ?)
                    """
                            .formatted(table),
                    subscriber.value());
        }
        for (var table : OF_A_SUBSCRIBER) {
            handle.execute(
                    "DELETE FROM %s WHERE subscriber = ?".formatted(table), subscriber.value());
        }
        handle.execute("DELETE FROM subscriber WHERE id = ?", subscriber.value());
    }

    // an earlier reason stays, without the words that may name the person
    private static void suppress(Handle handle, String hash, Instant at) {
        handle.createUpdate(
                        """
                        INSERT INTO suppression (key_hash, reason, at, evidence)
                        VALUES (:hash, 'erased', :at, '')
                        ON CONFLICT (key_hash) DO UPDATE SET evidence = ''
                        """)
                .bind("hash", hash)
                .bind("at", at.toEpochMilli())
                .execute();
        handle.execute("UPDATE suppression_event SET evidence = '' WHERE key_hash = ?", hash);
        handle.createUpdate(
                        """
                        INSERT INTO suppression_event (key_hash, at, kind, reason, evidence)
                        VALUES (:hash, :at, 'added', 'erased', '')
                        """)
                .bind("hash", hash)
                .bind("at", at.toEpochMilli())
                .execute();
    }

    /**
     * Notes the wish for another address; it counts when it is confirmed there.
     *
     * @param most how many a day are listened to
     * @return the wish's number; nothing: there were too many
     */
    public Optional<Long> wishAddress(
            SubscriberId subscriber, EmailAddress address, Instant at, int most) {
        return database.write(handle -> {
            var today =
                    handle.createQuery(
                                    """
                                    SELECT COUNT(*) FROM address_change
                                    WHERE subscriber = :subscriber AND at > :since
                                    """)
                            .bind("subscriber", subscriber.value())
                            .bind("since", at.minusSeconds(86_400).toEpochMilli())
                            .mapTo(Long.class)
                            .one();
            if (today >= most) {
                return Optional.empty();
            }
            return Optional.of(
                    handle.createQuery(
                                    """
                                    INSERT INTO address_change (subscriber, address, at)
                                    VALUES (:subscriber, :address, :at) RETURNING id
                                    """)
                            .bind("subscriber", subscriber.value())
                            .bind("address", address.toString())
                            .bind("at", at.toEpochMilli())
                            .mapTo(Long.class)
                            .one());
        });
    }

    /** The address that a wish asks for; nothing when its person was erased. */
    public Optional<EmailAddress> wished(long wish) {
        return database.read(handle ->
                handle.createQuery("SELECT address FROM address_change WHERE id = :id")
                        .bind("id", wish)
                        .mapTo(String.class)
                        .map(EmailAddress::parse)
                        .findOne());
    }

    /**
     * Grants a wish; again changes nothing.
     *
     * @return false when the address is somebody else's by now, or the wish is gone
     */
    public boolean grantAddress(long wish, Instant at) {
        return database.write(handle -> {
            var address = wishedIn(handle, wish);
            var changed =
                    address.map(wanted ->
                                    handle.createUpdate(
                                                    """
                                                    UPDATE subscriber SET address = :address,
                                                        address_key = :key, key_hash = :hash
                                                    WHERE id = (SELECT subscriber FROM address_change
                                                                WHERE id = :wish)
                                                      AND NOT EXISTS (
                                                        SELECT 1 FROM subscriber other
                                                        WHERE other.address_key = :key
                                                          AND other.id <> subscriber.id)
                                                    """)
                                            .bind("address", wanted.toString())
                                            .bind("key", wanted.key())
                                            .bind("hash", wanted.keyHash())
                                            .bind("wish", wish)
                                            .execute())
                            .orElse(0);
            if (changed == 1) {
                record(handle, wish, at);
            }
            return changed == 1;
        });
    }

    private static Optional<EmailAddress> wishedIn(Handle handle, long wish) {
        return handle.createQuery("SELECT address FROM address_change WHERE id = :id")
                .bind("id", wish)
                .mapTo(String.class)
                .map(EmailAddress::parse)
                .findOne();
    }

    private static void record(Handle handle, long wish, Instant at) {
        var event = new Subscriptions.Event(at, EventKind.CHANGED, "address confirmed " + wish, "");
        handle.createQuery(
                        """
                        SELECT s.id FROM subscription s
                        JOIN address_change a ON a.subscriber = s.subscriber
                        WHERE a.id = :wish AND NOT EXISTS (
                            SELECT 1 FROM subscription_event e
                            WHERE e.subscription = s.id AND e.evidence = :evidence)
                        """)
                .bind("wish", wish)
                .bind("evidence", event.evidence())
                .mapTo(Long.class)
                .list()
                .forEach(id -> Subscriptions.record(handle, new SubscriptionId(id), event));
    }
}
