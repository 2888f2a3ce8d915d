package org.briefwire.store;

import java.time.Instant;
import org.briefwire.model.EmailAddress;

/** The addresses that get no mail; kept as hashes, so that erasing a person keeps the memory. */
public final class Suppressions {
    private final Database database;

    public Suppressions(Database database) {
        this.database = database;
    }

    /** Whether an address must get no mail. */
    public boolean isSuppressed(EmailAddress address) {
        return database.read(handle ->
                handle.createQuery("SELECT count(*) FROM suppression WHERE key_hash = :hash")
                                .bind("hash", address.keyHash())
                                .mapTo(Long.class)
                                .one()
                        > 0);
    }

    /** Suppresses an address; an earlier reason stays. */
    public void add(EmailAddress address, String reason, String evidence, Instant at) {
        database.change(handle ->
                handle.createUpdate(
                                """
                                INSERT INTO suppression (key_hash, reason, at, evidence)
                                VALUES (:hash, :reason, :at, :evidence)
                                ON CONFLICT (key_hash) DO NOTHING
                                """)
                        .bind("hash", address.keyHash())
                        .bind("reason", reason)
                        .bind("at", at.toEpochMilli())
                        .bind("evidence", evidence)
                        .execute());
    }
}
