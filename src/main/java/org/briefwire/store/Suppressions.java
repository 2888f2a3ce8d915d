package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SuppressionReason;
import org.jdbi.v3.core.Handle;

/**
 * The addresses that get no mail; kept as hashes, so that erasing a person keeps the memory. What
 * was added and lifted is told for ever.
 */
public final class Suppressions {
    private final Database database;

    public Suppressions(Database database) {
        this.database = database;
    }

    /** Why an address gets no mail. */
    public record Suppression(SuppressionReason reason, Instant at, String evidence) {}

    /**
     * One of them, to look at.
     *
     * @param address nothing: it is no subscriber's any more
     */
    public record Row(
            Optional<EmailAddress> address,
            String hash,
            SuppressionReason reason,
            Instant at,
            String evidence) {}

    /** Something that happened to it. */
    public record Event(Instant at, Change change, SuppressionReason reason, String evidence) {}

    /** What happened. */
    public enum Change {
        ADDED,
        LIFTED
    }

    /** Whether an address must get no mail. */
    public boolean isSuppressed(EmailAddress address) {
        return find(address).isPresent();
    }

    /** Why an address gets no mail, if it gets none. */
    public Optional<Suppression> find(EmailAddress address) {
        return database.read(handle -> find(handle, address));
    }

    static Optional<Suppression> find(Handle handle, EmailAddress address) {
        return handle.createQuery(
                        "SELECT reason, at, evidence FROM suppression WHERE key_hash = :hash")
                .bind("hash", address.keyHash())
                .map((row, _) ->
                        new Suppression(
                                SuppressionReason.ofWord(row.getString("reason")),
                                Instant.ofEpochMilli(row.getLong("at")),
                                row.getString("evidence")))
                .findOne();
    }

    /**
     * Suppresses an address and cancels what is queued for it, in one transaction. An earlier
     * reason stays, unless the new one is not lifted by confirming and the earlier one is.
     *
     * @return whether anything changed
     */
    public boolean add(
            EmailAddress address, SuppressionReason reason, String evidence, Instant at) {
        return database.write(handle -> add(handle, address, reason, new Why(evidence, at)));
    }

    /** An address that an import brings, and why it gets no mail where it comes from. */
    public record Bar(EmailAddress address, SuppressionReason reason, String evidence) {}

    /**
     * Suppresses what an import brings, in one transaction. Who is suppressed already is so for
     * their own reason, which stays when the import is undone.
     */
    public void bar(long origin, List<Bar> bars, Instant at) {
        if (bars.isEmpty()) {
            return;
        }
        database.change(handle -> {
            for (var bar : bars) {
                if (find(handle, bar.address()).isEmpty()) {
                    var why = new Why(ofImport(origin) + bar.evidence(), at);
                    add(handle, bar.address(), bar.reason(), why);
                }
            }
        });
    }

    private static String ofImport(long origin) {
        return "import %d: ".formatted(origin);
    }

    /** Lifts what an import suppressed, where nothing else did since; answers how many. */
    static int liftBarred(Handle handle, long origin, Instant at) {
        var barred =
                handle.createQuery(
                                """
                                SELECT key_hash, reason FROM suppression
                                WHERE evidence LIKE :evidence
                                """)
                        .bind("evidence", ofImport(origin) + "%")
                        .map((row, _) ->
                                Map.entry(
                                        row.getString("key_hash"),
                                        SuppressionReason.ofWord(row.getString("reason"))))
                        .list();
        var why = new Why("import %d was undone".formatted(origin), at);
        barred.forEach(each -> lift(handle, each.getKey(), each.getValue(), why));
        return barred.size();
    }

    /** What for, and when. */
    record Why(String evidence, Instant at) {}

    static boolean add(Handle handle, EmailAddress address, SuppressionReason reason, Why why) {
        var added =
                handle.createUpdate(
                                """
                                INSERT INTO suppression (key_hash, reason, at, evidence)
                                VALUES (:hash, :reason, :at, :evidence)
                                ON CONFLICT (key_hash) DO UPDATE SET reason = excluded.reason,
                                    at = excluded.at, evidence = excluded.evidence
                                WHERE suppression.reason IN (<lifted>)
                                  AND excluded.reason NOT IN (<lifted>)
                                """)
                        .bind("hash", address.keyHash())
                        .bind("reason", reason.word())
                        .bind("at", why.at().toEpochMilli())
                        .bind("evidence", why.evidence())
                        .bindList("lifted", LIFTED_BY_CONFIRMING)
                        .execute();
        if (added == 0) {
            return false;
        }
        note(handle, address.keyHash(), Change.ADDED, reason, why);
        handle.createUpdate(
                        """
                        UPDATE delivery SET state = 'cancelled', reply = :reply, done = :at
                        WHERE state IN ('pending', 'deferred') AND subscription IN (
                            SELECT s.id FROM subscription s
                            JOIN subscriber r ON r.id = s.subscriber
                            WHERE r.address_key = :key)
                        """)
                .bind("reply", "suppressed: " + reason.word())
                .bind("at", why.at().toEpochMilli())
                .bind("key", address.key())
                .execute();
        return true;
    }

    private static final List<String> LIFTED_BY_CONFIRMING =
            List.of(SuppressionReason.values()).stream()
                    .filter(SuppressionReason::isLiftedByConfirming)
                    .map(SuppressionReason::word)
                    .toList();

    /**
     * Lifts a suppression, whatever its reason: because a person says so and why.
     *
     * @return what it was; nothing: there was none
     */
    public Optional<Suppression> lift(EmailAddress address, String why, Instant at) {
        return database.write(handle -> {
            var found = find(handle, address);
            found.ifPresent(was -> lift(handle, address.keyHash(), was.reason(), new Why(why, at)));
            return found;
        });
    }

    /**
     * Lifts a suppression because the person confirmed a new subscription; one by complaint or by
     * hand stays.
     *
     * @return whether the address gets mail now
     */
    public boolean liftByConfirming(EmailAddress address, Instant at) {
        return database.write(handle -> {
            var found = find(handle, address);
            if (found.isEmpty()) {
                return true;
            }
            if (!found.get().reason().isLiftedByConfirming()) {
                return false;
            }
            lift(handle, address.keyHash(), found.get().reason(), new Why("confirmed", at));
            return true;
        });
    }

    // the score goes too: who begins anew begins at nothing
    private static void lift(Handle handle, String hash, SuppressionReason reason, Why why) {
        for (var table : List.of("suppression", "soft_score")) {
            handle.createUpdate("DELETE FROM %s WHERE key_hash = :hash".formatted(table))
                    .bind("hash", hash)
                    .execute();
        }
        note(handle, hash, Change.LIFTED, reason, why);
    }

    private static void note(
            Handle handle, String hash, Change change, SuppressionReason reason, Why why) {
        handle.createUpdate(
                        """
                        INSERT INTO suppression_event (key_hash, at, kind, reason, evidence)
                        VALUES (:hash, :at, :kind, :reason, :evidence)
                        """)
                .bind("hash", hash)
                .bind("at", why.at().toEpochMilli())
                .bind("kind", change == Change.ADDED ? "added" : "lifted")
                .bind("reason", reason.word())
                .bind("evidence", why.evidence())
                .execute();
    }

    /** What happened to an address's suppression, in order. */
    public List<Event> history(EmailAddress address) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT at, kind, reason, evidence FROM suppression_event
                                WHERE key_hash = :hash ORDER BY id
                                """)
                        .bind("hash", address.keyHash())
                        .map((row, _) ->
                                new Event(
                                        Instant.ofEpochMilli(row.getLong("at")),
                                        row.getString("kind").equals("added")
                                                ? Change.ADDED
                                                : Change.LIFTED,
                                        SuppressionReason.ofWord(row.getString("reason")),
                                        row.getString("evidence")))
                        .list());
    }

    /** All of them, the newest first. */
    public List<Row> list(int limit) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT x.key_hash, x.reason, x.at, x.evidence, r.address
                                FROM suppression x
                                LEFT JOIN subscriber r ON r.key_hash = x.key_hash
                                ORDER BY x.at DESC, x.key_hash LIMIT :limit
                                """)
                        .bind("limit", limit)
                        .map((row, _) -> row(row))
                        .list());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                Optional.ofNullable(row.getString("address")).map(EmailAddress::parse),
                row.getString("key_hash"),
                SuppressionReason.ofWord(row.getString("reason")),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("evidence"));
    }
}
