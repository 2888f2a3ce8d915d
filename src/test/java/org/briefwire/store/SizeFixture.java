package org.briefwire.store;

/** What PostgreSQL keeps on disk; for benches. */
public final class SizeFixture {
    private final Database database;

    public SizeFixture(Database database) {
        this.database = database;
    }

    /** Octets of a table with its indexes. */
    public long octets(String table) {
        return ask("SELECT pg_total_relation_size('%s')".formatted(table));
    }

    /** Octets of a table's indexes alone. */
    public long indexOctets(String table) {
        return ask("SELECT pg_indexes_size('%s')".formatted(table));
    }

    /** Octets that were written to the log of transactions, ever. */
    public long logged() {
        return ask("SELECT CAST(pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS bigint)");
    }

    private long ask(String query) {
        return database.read(handle -> handle.createQuery(query).mapTo(long.class).one());
    }
}
