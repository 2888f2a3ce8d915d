package org.briefwire.store;

/**
 * The secret that signs links where several nodes share a database: the first one's is everybody's.
 */
public final class SharedSecret {
    private final Database database;

    public SharedSecret(Database database) {
        this.database = database;
    }

    /**
     * What all nodes use: on PostgreSQL what the first one brought, on SQLite what this one has.
     */
    public String agree(String own) {
        return switch (database.dialect()) {
            case SQLITE -> own;
            case POSTGRESQL -> ofAll(own);
        };
    }

    private String ofAll(String own) {
        return database.write(handle -> {
            handle.createUpdate(
                            """
                            INSERT INTO shared_secret (one, secret) VALUES (1, :own)
                            ON CONFLICT DO NOTHING
                            """)
                    .bind("own", own)
                    .execute();
            return handle.createQuery("SELECT secret FROM shared_secret").mapTo(String.class).one();
        });
    }
}
