package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.SourceId;
import org.jspecify.annotations.Nullable;

/** Sources' health: when each was collected, what it answered, when it is asked again. */
public final class Sources {
    private static final String COLUMNS =
            "id, url, etag, modified, next, first, last, failures, error";

    private final Database database;

    public Sources(Database database) {
        this.database = database;
    }

    public Optional<SourceState> find(SourceId id) {
        return database.read(handle ->
                handle.createQuery("SELECT " + COLUMNS + " FROM source WHERE id = :id")
                        .bind("id", id.value())
                        .map((row, context) -> state(row))
                        .findOne());
    }

    /** Every source that was ever collected, by id. */
    public List<SourceState> all() {
        return database.read(handle ->
                handle.createQuery("SELECT " + COLUMNS + " FROM source ORDER BY id")
                        .map((row, context) -> state(row))
                        .list());
    }

    public void save(SourceState state) {
        database.change(handle ->
                handle.createUpdate(
                                """
                                INSERT INTO source (id, url, etag, modified, next, first, last,
                                                    failures, error)
                                VALUES (:id, :url, :etag, :modified, :next, :first, :last,
                                        :failures, :error)
                                ON CONFLICT (id) DO UPDATE SET
                                    url = excluded.url, etag = excluded.etag,
                                    modified = excluded.modified, next = excluded.next,
                                    first = excluded.first, last = excluded.last,
                                    failures = excluded.failures, error = excluded.error
                                """)
                        .bind("id", state.id().value())
                        .bind("url", state.url())
                        .bind("etag", state.etag())
                        .bind("modified", state.modified())
                        .bind("next", state.next().toEpochMilli())
                        .bind("first", millis(state.first()))
                        .bind("last", millis(state.last()))
                        .bind("failures", state.failures())
                        .bind("error", state.error())
                        .execute());
    }

    private static SourceState state(ResultSet row) throws SQLException {
        return new SourceState(
                new SourceId(row.getString("id")),
                row.getString("url"),
                row.getString("etag"),
                row.getString("modified"),
                Instant.ofEpochMilli(row.getLong("next")),
                instant(row, "first"),
                instant(row, "last"),
                row.getInt("failures"),
                row.getString("error"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        var millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static @Nullable Long millis(Optional<Instant> instant) {
        return instant.map(Instant::toEpochMilli).orElse(null);
    }
}
