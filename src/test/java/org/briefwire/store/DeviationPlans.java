package org.briefwire.store;

import java.util.List;

/** How a database goes about the questions that are asked of a million deliveries. */
public final class DeviationPlans {
    private final Database database;

    public DeviationPlans(Database database) {
        this.database = database;
    }

    /** The plan of a chunk's deviations, with the cursors where they stand. */
    public List<String> deviations(long wave, long floor, long cutoff) {
        return explained(
                Deviations.sql("s.cursor", Deviations.OWED)
                        .replace(":wave", Long.toString(wave))
                        .replace(":floor", Long.toString(floor))
                        .replace(":cutoff", Long.toString(cutoff))
                        .replace(":from", "0")
                        .replace(":to", "20000"));
    }

    /** The plan of a claim. */
    public List<String> claim(long now) {
        return explained(
                """
                SELECT edition, subscription FROM delivery
                WHERE %spool = 0 AND due <= %d AND state IN ('pending', 'deferred')
                ORDER BY pool, due, edition, subscription LIMIT 500
                """
                        .formatted(
                                database.dialect() == Dialect.SQLITE ? "" : Deliveries.ofShard("7"),
                                now));
    }

    private List<String> explained(String sql) {
        return database.read(handle -> {
            var explain =
                    database.dialect() == Dialect.SQLITE
                            ? "EXPLAIN QUERY PLAN "
                            : "EXPLAIN (ANALYZE, BUFFERS OFF, COSTS OFF) ";
            var column = database.dialect() == Dialect.SQLITE ? "detail" : "QUERY PLAN";
            return handle.createQuery(explain + sql)
                    .map((row, context) -> row.getString(column))
                    .list();
        });
    }
}
