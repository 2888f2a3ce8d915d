package org.briefwire.store;

/** Whether the database can be read and written. */
public final class Soundness {
    private final Database database;

    public Soundness(Database database) {
        this.database = database;
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
