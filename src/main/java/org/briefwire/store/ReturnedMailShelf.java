package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.EditionId;
import org.briefwire.model.EmailAddress;
import org.jdbi.v3.core.Handle;

/** Mails that came back, to look at. */
public final class ReturnedMailShelf {
    private static final int PAGE = 200;

    private final Database database;

    public ReturnedMailShelf(Database database) {
        this.database = database;
    }

    /**
     * Of whom a mail told, and what followed.
     *
     * @param list the list and number of the edition that came back, when that is known
     */
    public record Recipient(
            String address,
            String status,
            String category,
            boolean hard,
            Optional<String> list,
            Optional<Long> number,
            Optional<Long> subscription,
            String effect) {}

    /** A mail that came back. */
    public record Row(
            long id,
            Instant at,
            String origin,
            String sender,
            String subject,
            String kind,
            String rule,
            List<Recipient> recipients) {
        public Row {
            recipients = List.copyOf(recipients);
        }
    }

    /** What became of an edition's mails after they were sent. */
    public record Counts(long bounced, long hard, long complaints) {}

    /** The newest first. */
    public List<Row> list(int limit) {
        return database.read(handle ->
                handle.createQuery("SELECT * FROM bounce ORDER BY id DESC LIMIT :limit")
                        .bind("limit", limit)
                        .map((row, _) -> row(handle, row))
                        .list());
    }

    /** Those of one kind, the newest first. */
    public List<Row> list(String kind, int limit) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT * FROM bounce WHERE kind = :kind
                                ORDER BY id DESC LIMIT :limit
                                """)
                        .bind("kind", kind)
                        .bind("limit", limit)
                        .map((row, _) -> row(handle, row))
                        .list());
    }

    public Optional<Row> find(long id) {
        return database.read(handle ->
                handle.createQuery("SELECT * FROM bounce WHERE id = :id")
                        .bind("id", id)
                        .map((row, _) -> row(handle, row))
                        .findOne());
    }

    /** The mail itself; nothing: it is not kept any more, or never was one. */
    public Optional<byte[]> raw(long id) {
        return database.read(handle ->
                handle.createQuery("SELECT raw FROM bounce WHERE id = :id AND raw IS NOT NULL")
                        .bind("id", id)
                        .map((row, _) -> row.getBytes("raw"))
                        .findOne());
    }

    /** What came back of mail to an address, the newest first: for telling why it gets none. */
    public List<Row> about(EmailAddress address) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT * FROM bounce WHERE id IN (
                                    SELECT b.bounce FROM bounce_recipient b
                                    JOIN subscription s ON s.id = b.subscription
                                    JOIN subscriber r ON r.id = s.subscriber
                                    WHERE r.address_key = :key)
                                ORDER BY id DESC LIMIT :limit
                                """)
                        .bind("key", address.key())
                        .bind("limit", PAGE)
                        .map((row, _) -> row(handle, row))
                        .list());
    }

    /** How many of an edition's mails came back, and how many complained. */
    public Counts counts(EditionId edition) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT COUNT(DISTINCT CASE WHEN b.kind = 'bounce' THEN r.subscription END) AS bounced,
                                       COUNT(DISTINCT CASE WHEN b.kind = 'bounce' AND r.hard = 1 THEN r.subscription END) AS hard,
                                       COUNT(DISTINCT CASE WHEN b.kind = 'complaint' AND r.category = 'complaint' THEN r.subscription END) AS complaints
                                FROM bounce_recipient r JOIN bounce b ON b.id = r.bounce
                                WHERE r.edition = :edition
                                """)
                        .bind("edition", edition.value())
                        .map((row, _) ->
                                new Counts(
                                        row.getLong("bounced"),
                                        row.getLong("hard"),
                                        row.getLong("complaints")))
                        .one());
    }

    /** A delivery in words that people know: which number of which list. */
    public Optional<Delivered> delivered(ReturnedMails.Sent sent) {
        return database.read(handle ->
                handle.createQuery("SELECT list, number FROM edition WHERE id = :edition")
                        .bind("edition", sent.edition().value())
                        .map((row, _) ->
                                new Delivered(
                                        row.getString("list"),
                                        row.getLong("number"),
                                        sent.subscription().value()))
                        .findOne());
    }

    /** A delivery: a list's number, and for which subscription. */
    public record Delivered(String list, long edition, long subscription) {}

    private static Row row(Handle handle, ResultSet row) throws SQLException {
        var id = row.getLong("id");
        return new Row(
                id,
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("origin"),
                row.getString("sender"),
                row.getString("subject"),
                row.getString("kind"),
                row.getString("rule"),
                recipients(handle, id));
    }

    private static List<Recipient> recipients(Handle handle, long bounce) {
        return handle.createQuery(
                        """
                        SELECT r.*, e.list, e.number FROM bounce_recipient r
                        LEFT JOIN edition e ON e.id = r.edition
                        WHERE r.bounce = :bounce ORDER BY r.position
                        """)
                .bind("bounce", bounce)
                .map((row, _) ->
                        new Recipient(
                                row.getString("address"),
                                row.getString("status"),
                                row.getString("category"),
                                row.getInt("hard") == 1,
                                Optional.ofNullable(row.getString("list")),
                                number(row, "number"),
                                number(row, "subscription"),
                                row.getString("effect")))
                .list();
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }
}
