package org.briefwire.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.ContentId;
import org.briefwire.model.EditionId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SubscriptionId;
import org.jdbi.v3.core.Handle;

/** Puts subscribers, a sealed edition and its deliveries into a database, and looks at them. */
public final class PostFixture {
    /** A stencil whose Message-ID and recipient are blanks. */
    private static final byte[] STENCIL =
            """
            From: The Daily Brief <briefings@example.org>
            To: \1TO MAILBOX_HEADER\2
            Message-ID: <\1MESSAGE_ID TEXT\2>
            Subject: The news
            List-Unsubscribe: <\1UNSUBSCRIBE_URL URI_HEADER\2>\1UNSUBSCRIBE_MAIL NEXT_URI_HEADER\2

            Dear \1NAME TEXT\2, here it is.
            """
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);

    private final Database database;

    public PostFixture(Database database) {
        this.database = database;
    }

    /** What the ledger says of a delivery. */
    public record Row(
            String state,
            int doubt,
            int attempts,
            String server,
            String reply,
            Optional<Long> owner) {}

    /** A sealed edition. */
    public EditionId edition(String slot) {
        return edition(slot, 0);
    }

    /** The same with so many more octets in its mails. */
    public EditionId edition(String slot, int more) {
        return database.write(handle -> {
            var edition =
                    handle.createQuery(
                                    """
                                    INSERT INTO edition
                                        (list, cadence, slot, number, state, subject, preheader, made)
                                    VALUES ('daily', 'daily', :slot,
                                            (SELECT count(*) FROM edition), 'sealed', 'News', '', 0)
                                    RETURNING id
                                    """)
                            .bind("slot", slot)
                            .mapTo(long.class)
                            .one();
            handle.createUpdate(
                            """
                            INSERT INTO content (edition, key, language, depth, subject, size, mime)
                            VALUES (:edition, 'key', 'en', 'full', 'News', 1, :mime)
                            """)
                    .bind("edition", edition)
                    .bind("mime", longer(more))
                    .execute();
            return new EditionId(edition);
        });
    }

    private static byte[] longer(int more) {
        var line = ("x".repeat(98) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        var stencil = Arrays.copyOf(STENCIL, STENCIL.length + more / line.length * line.length);
        for (var at = STENCIL.length; at < stencil.length; at += line.length) {
            System.arraycopy(line, 0, stencil, at, line.length);
        }
        return stencil;
    }

    private static ContentId content(Handle handle, EditionId edition) {
        return new ContentId(
                handle.createQuery("SELECT id FROM content WHERE edition = :edition")
                        .bind("edition", edition.value())
                        .mapTo(long.class)
                        .one());
    }

    /** Its signs of life are as they were with the first one, as in a backup of then. */
    public void hasBeenPutBack(Instant first) {
        database.change(handle ->
                handle.createUpdate("UPDATE sign_of_life SET signs = 1, at = :first")
                        .bind("first", first.toEpochMilli())
                        .execute());
    }

    /** An active subscriber of the list 'daily' for each address. */
    public List<SubscriptionId> subscribe(List<String> addresses) {
        return database.write(handle -> {
            handle.execute(
                    "INSERT INTO choice (depth, topics, language) VALUES ('full', '*', 'en')"
                            + " ON CONFLICT DO NOTHING");
            var ids = new ArrayList<SubscriptionId>();
            for (var address : addresses) {
                var subscriber =
                        handle.createQuery(
                                        """
                                        INSERT INTO subscriber
                                            (address, address_key, key_hash, name, language, zone,
                                             created)
                                        VALUES (:address, :address, :hash, 'Ada', 'en', 'UTC', 0)
                                        RETURNING id
                                        """)
                                .bind("address", EmailAddress.parse(address).toString())
                                .bind("hash", EmailAddress.parse(address).keyHash())
                                .mapTo(long.class)
                                .one();
                ids.add(
                        new SubscriptionId(
                                handle.createQuery(
                                                """
                                                INSERT INTO subscription
                                                    (list, subscriber, state, cadence, choice,
                                                     cursor, prev)
                                                VALUES ('daily', :subscriber, 'active', 'daily',
                                                        (SELECT min(id) FROM choice), 0, 0)
                                                RETURNING id
                                                """)
                                        .bind("subscriber", subscriber)
                                        .mapTo(long.class)
                                        .one()));
            }
            return List.copyOf(ids);
        });
    }

    /** A pending delivery of the edition for each subscription. */
    public void deliver(EditionId edition, List<SubscriptionId> subscriptions, Instant due) {
        database.change(handle -> {
            var content = content(handle, edition);
            var batch =
                    handle.prepareBatch(
                            """
                            INSERT INTO delivery
                                (edition, subscription, content, due, from_seq, state)
                            VALUES (:edition, :subscription, :content, :due, 0, 'pending')
                            """);
            for (var subscription : subscriptions) {
                batch.bind("edition", edition.value())
                        .bind("subscription", subscription.value())
                        .bind("content", content.value())
                        .bind("due", due.toEpochMilli())
                        .add();
            }
            batch.execute();
        });
    }

    /** Does this before each transaction is kept from now on. */
    public void beforeKeeping(Runnable step) {
        database.beforeKeeping(step);
    }

    public void leave(SubscriptionId subscription) {
        set("UPDATE subscription SET state = 'unsubscribed' WHERE id = :id", subscription.value());
    }

    public void cancel(EditionId edition) {
        set("UPDATE edition SET state = 'cancelled' WHERE id = :id", edition.value());
    }

    private void set(String sql, long id) {
        database.change(handle -> handle.createUpdate(sql).bind("id", id).execute());
    }

    public void suppress(String address) {
        database.change(handle ->
                handle.createUpdate(
                                """
                                INSERT INTO suppression (key_hash, reason, at, evidence)
                                VALUES (:address, 'complaint', 0, '')
                                """)
                        .bind("address", EmailAddress.parse(address).keyHash())
                        .execute());
    }

    /** The server took an edition's mail to a subscription then. */
    public void sent(EditionId edition, SubscriptionId subscription, Instant at) {
        database.change(handle ->
                handle.createUpdate(
                                """
                                UPDATE delivery SET state = 'sent', done = :at
                                WHERE edition = :edition AND subscription = :subscription
                                """)
                        .bind("edition", edition.value())
                        .bind("subscription", subscription.value())
                        .bind("at", at.toEpochMilli())
                        .execute());
    }

    /** The server refused it for good. */
    public void refused(EditionId edition, SubscriptionId subscription, String reply, Instant at) {
        sent(edition, subscription, at);
        database.change(handle ->
                handle.createUpdate(
                                """
                                UPDATE delivery SET state = 'failed', reply = :reply
                                WHERE edition = :edition AND subscription = :subscription
                                """)
                        .bind("edition", edition.value())
                        .bind("subscription", subscription.value())
                        .bind("reply", reply)
                        .execute());
    }

    public String state(EditionId edition) {
        return database.read(handle ->
                handle.createQuery("SELECT state FROM edition WHERE id = :id")
                        .bind("id", edition.value())
                        .mapTo(String.class)
                        .one());
    }

    public Row row(EditionId edition, SubscriptionId subscription) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT state, doubt, attempts, server, reply, owner FROM delivery
                                WHERE edition = :edition AND subscription = :subscription
                                """)
                        .bind("edition", edition.value())
                        .bind("subscription", subscription.value())
                        .map((rows, context) ->
                                new Row(
                                        rows.getString("state"),
                                        rows.getInt("doubt"),
                                        rows.getInt("attempts"),
                                        rows.getString("server"),
                                        rows.getString("reply"),
                                        Optional.of(rows.getLong("owner")).filter(id -> id != 0)))
                        .one());
    }

    /** Every delivery as the database has it, in their order. */
    public List<String> ledger() {
        return database.read(handle ->
                handle
                        .createQuery("SELECT * FROM delivery ORDER BY edition, subscription")
                        .mapToMap()
                        .stream()
                        .map(Object::toString)
                        .toList());
    }

    /** When a delivery is due. */
    public Instant due(EditionId edition, SubscriptionId subscription) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT due FROM delivery
                                WHERE edition = :edition AND subscription = :subscription
                                """)
                        .bind("edition", edition.value())
                        .bind("subscription", subscription.value())
                        .map((rows, context) -> Instant.ofEpochMilli(rows.getLong("due")))
                        .one());
    }

    /** The state of a notice. */
    public String notice(String dedupe) {
        return database.read(handle ->
                handle.createQuery("SELECT state FROM notice WHERE dedupe = :dedupe")
                        .bind("dedupe", dedupe)
                        .mapTo(String.class)
                        .one());
    }
}
