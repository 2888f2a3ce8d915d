package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.briefwire.model.SourceId;

/** What was set aside, until it is read well or is gone. */
public final class Rejections {
    private final Database database;

    public Rejections(Database database) {
        this.database = database;
    }

    /** Everything that is set aside now, by source and file. */
    public List<Rejection> all() {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT source, key, reason, line, hash, at FROM rejected
                                ORDER BY source, key
                                """)
                        .map((row, context) -> rejection(row))
                        .list());
    }

    /** What is set aside of one source. */
    public List<Rejection> of(SourceId source) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT source, key, reason, line, hash, at FROM rejected
                                WHERE source = :source ORDER BY key
                                """)
                        .bind("source", source.value())
                        .map((row, context) -> rejection(row))
                        .list());
    }

    public void record(Rejection rejection) {
        database.change(handle ->
                handle.createUpdate(
                                """
                                INSERT INTO rejected (source, key, reason, line, hash, at)
                                VALUES (:source, :key, :reason, :line, :hash, :at)
                                ON CONFLICT (source, key) DO UPDATE SET
                                    reason = excluded.reason, line = excluded.line,
                                    hash = excluded.hash, at = excluded.at
                                """)
                        .bind("source", rejection.source().value())
                        .bind("key", rejection.file())
                        .bind("reason", rejection.reason())
                        .bind("line", rejection.line())
                        .bind("hash", rejection.hash())
                        .bind("at", rejection.at().toEpochMilli())
                        .execute());
    }

    /** Takes back what was set aside of these files. */
    public void forget(SourceId source, Collection<String> files) {
        database.change(handle -> {
            for (var file : files) {
                handle.createUpdate("DELETE FROM rejected WHERE source = :source AND key = :key")
                        .bind("source", source.value())
                        .bind("key", file)
                        .execute();
            }
        });
    }

    private static Rejection rejection(ResultSet row) throws SQLException {
        return new Rejection(
                new SourceId(row.getString("source")),
                row.getString("key"),
                row.getString("reason"),
                row.getInt("line"),
                row.getString("hash"),
                Instant.ofEpochMilli(row.getLong("at")));
    }
}
