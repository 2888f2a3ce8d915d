package org.briefwire.store;

import java.time.Duration;
import java.util.stream.Stream;

/** What PostgreSQL keeps on disk; for benches. */
public final class SizeFixture {
    private final Database database;

    public SizeFixture(Database database) {
        this.database = database;
    }

    /** Octets of a table with its indexes, and of its partitions. */
    public long octets(String table) {
        return sum("pg_total_relation_size", table);
    }

    /** Octets of a table's indexes alone. */
    public long indexOctets(String table) {
        return sum("pg_indexes_size", table);
    }

    /** Processor time of the server so far, all its processes together; it is on this machine. */
    public Duration worked() {
        var server =
                ProcessHandle.of(ask("SELECT pg_backend_pid()"))
                        .flatMap(ProcessHandle::parent)
                        .orElseThrow();
        return Stream.concat(Stream.of(server), server.children())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private long sum(String size, String table) {
        return ask(
                """
                SELECT CAST(sum(%1$s(one)) AS bigint)
                FROM (SELECT CAST('%2$s' AS regclass)
                      UNION SELECT relid FROM pg_partition_tree('%2$s')) AS parts (one)
                """
                        .formatted(size, table));
    }

    /** Rows that updates have left behind, as the statistics have it. */
    public long deadRows() {
        return ask(
                "SELECT COALESCE(CAST(sum(n_dead_tup) AS bigint), 0) FROM pg_stat_user_tables"
                        + " WHERE relname LIKE 'delivery%'");
    }

    /** Octets that were written to the log of transactions, ever. */
    public long logged() {
        return ask("SELECT CAST(pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS bigint)");
    }

    /** Makes the empty table of deliveries one of partitions, each of so many editions. */
    public void partition(int editions, int each) {
        database.change(handle -> {
            var indexes =
                    handle.createQuery(
                                    "SELECT indexdef FROM pg_indexes WHERE tablename = 'delivery'"
                                            + " AND indexname <> 'delivery_pkey'")
                            .mapTo(String.class)
                            .list();
            handle.execute("ALTER TABLE delivery RENAME TO delivery_before");
            handle.execute(
                    """
                    CREATE TABLE delivery (LIKE delivery_before INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
                        FOREIGN KEY (edition) REFERENCES edition (id),
                        FOREIGN KEY (subscription) REFERENCES subscription (id),
                        FOREIGN KEY (content) REFERENCES content (id))
                    PARTITION BY RANGE (edition)
                    """);
            handle.execute("DROP TABLE delivery_before");
            handle.execute("ALTER TABLE delivery ADD PRIMARY KEY (edition, subscription)");
            indexes.forEach(index -> handle.execute(index.replace(" ON ONLY ", " ON ")));
            for (var from = 0; from <= editions; from += each) {
                handle.execute(
                        "CREATE TABLE delivery_%d PARTITION OF delivery FOR VALUES FROM (%d) TO (%d)"
                                .formatted(from, from, from + each));
            }
        });
    }

    private long ask(String query) {
        return database.read(handle -> handle.createQuery(query).mapTo(long.class).one());
    }
}
