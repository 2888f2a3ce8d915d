package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a sender of this database lived last. A database in which none has for long was left by all
 * of them, or is a copy of one that went on without it.
 */
public final class SignOfLife {
    /** Who may send shows so often that it lives. */
    public static final Duration EVERY = Duration.ofMinutes(1);

    private final Database database;

    public SignOfLife(Database database) {
        this.database = database.prompt();
    }

    /** One of them: when, and how many there were with it. */
    public record Sign(Instant at, long number) {}

    /** The last one; nothing when nobody has ever sent. */
    public Optional<Sign> last() {
        return database.read(handle ->
                handle.createQuery("SELECT at, signs FROM sign_of_life")
                        .map((rows, context) -> sign(rows))
                        .findOne());
    }

    /**
     * Shows one, unless the database is an earlier one than it was.
     *
     * @param known the number of one that was seen in it
     * @return the one shown; nothing when there are fewer in it than that number
     */
    public Optional<Sign> show(Instant at, long known) {
        return database.write(handle ->
                handle.createQuery(
                                """
                                INSERT INTO sign_of_life (one, at, signs) VALUES (1, :at, 1)
                                ON CONFLICT (one) DO UPDATE
                                SET at = excluded.at, signs = sign_of_life.signs + 1
                                WHERE sign_of_life.signs >= :known
                                RETURNING at, signs
                                """)
                        .bind("at", at.toEpochMilli())
                        .bind("known", known)
                        .map((rows, context) -> sign(rows))
                        .findOne());
    }

    private static Sign sign(ResultSet rows) throws SQLException {
        return new Sign(Instant.ofEpochMilli(rows.getLong("at")), rows.getLong("signs"));
    }
}
