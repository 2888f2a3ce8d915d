package org.briefwire.store;

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

    /** The last one; nothing when nobody has ever sent. */
    public Optional<Instant> last() {
        return database.read(handle ->
                handle.createQuery("SELECT at FROM sign_of_life")
                        .mapTo(long.class)
                        .findOne()
                        .map(Instant::ofEpochMilli));
    }

    /** Shows one. */
    public void show(Instant at) {
        database.change(handle ->
                handle.createUpdate(
                                """
                                INSERT INTO sign_of_life (one, at) VALUES (1, :at)
                                ON CONFLICT (one) DO UPDATE SET at = excluded.at
                                """)
                        .bind("at", at.toEpochMilli())
                        .execute());
    }
}
