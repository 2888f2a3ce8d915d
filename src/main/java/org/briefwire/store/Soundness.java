package org.briefwire.store;

import java.util.List;

/** Whether the database can be read and written, and keeps what it is given. */
public final class Soundness {
    private final Database database;

    public Soundness(Database database) {
        this.database = database;
    }

    /**
     * What is switched off of all that makes a commit outlive a power cut; SQLite's we switch on.
     */
    public List<String> switchedOff() {
        return switch (database.dialect()) {
            case SQLITE -> List.of();
            case POSTGRESQL ->
                    database.read(handle ->
                            handle.createQuery(
                                            """
                                            SELECT name FROM pg_settings
                                            WHERE name IN ('fsync', 'full_page_writes',
                                                           'synchronous_commit')
                                              AND setting = 'off'
                                            ORDER BY name
                                            """)
                                    .mapTo(String.class)
                                    .list());
        };
    }

    /**
     * Writes, and takes it back.
     *
     * @return the version of the schema
     * @throws StoreException when it can't be written
     */
    public String tried() {
        return database.write(handle -> {
            handle.savepoint("tried");
            handle.execute("UPDATE head SET seq = seq + 1 WHERE one = 1");
            handle.rollbackToSavepoint("tried");
            return handle.createQuery("SELECT MAX(version) FROM flyway_schema_history")
                    .mapTo(String.class)
                    .one();
        });
    }
}
