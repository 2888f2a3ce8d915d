package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.ListId;
import org.jdbi.v3.core.Handle;

/** Orders to ask those who wait, and how far each has come. */
public final class InviteOrders {
    private final Database database;

    public InviteOrders(Database database) {
        this.database = database;
    }

    /**
     * Whom an order is about.
     *
     * @param list nothing: every list
     * @param importNumber who came by this import; nothing: whoever waits
     */
    public record Scope(Optional<ListId> list, Optional<Long> importNumber) {
        /** The ids of those lists that it is about; one that nothing has when there is none. */
        List<String> within(List<ListId> lists) {
            var ids =
                    lists.stream()
                            .filter(id -> list.isEmpty() || list.get().equals(id))
                            .map(ListId::value)
                            .toList();
            return ids.isEmpty() ? List.of("") : ids;
        }
    }

    /** An order; it is ended when nobody is left, or when somebody stopped it. */
    public record Order(long id, Scope scope, int perHour, Instant at, Optional<Instant> ended) {}

    /**
     * Orders, or gives the order that is open for the same people another pace.
     *
     * @param perHour at most so many people an hour
     */
    public Order give(Scope scope, int perHour, Instant at) {
        return database.write(handle ->
                handle.createQuery(
                                """
                                INSERT INTO invite_order (list, import, per_hour, position, at)
                                VALUES (:list, :import, :pace, 0, :at)
                                ON CONFLICT (list, import) WHERE ended IS NULL
                                DO UPDATE SET per_hour = excluded.per_hour
                                RETURNING *
                                """)
                        .bind("list", scope.list().map(ListId::value).orElse(""))
                        .bind("import", scope.importNumber().orElse(0L))
                        .bind("pace", perHour)
                        .bind("at", at.toEpochMilli())
                        .map((row, _) -> read(row))
                        .one());
    }

    /** Those that are not ended, in the order of their being given. */
    public List<Order> open() {
        return list("WHERE ended IS NULL ORDER BY id");
    }

    /** All of them, the newest first. */
    public List<Order> all() {
        return list("ORDER BY id DESC");
    }

    /** Ends an order; answers false when there is no such open one. */
    public boolean stop(long id, Instant at) {
        return database.write(handle -> end(handle, id, at) == 1);
    }

    private List<Order> list(String which) {
        return database.read(handle ->
                handle.createQuery("SELECT * FROM invite_order " + which)
                        .map((row, _) -> read(row))
                        .list());
    }

    private static Order read(ResultSet row) throws SQLException {
        var list = row.getString("list");
        var origin = row.getLong("import");
        var ended = row.getLong("ended");
        var isEnded = !row.wasNull();
        return new Order(
                row.getLong("id"),
                new Scope(
                        list.isEmpty() ? Optional.empty() : Optional.of(new ListId(list)),
                        origin == 0 ? Optional.empty() : Optional.of(origin)),
                row.getInt("per_hour"),
                Instant.ofEpochMilli(row.getLong("at")),
                isEnded ? Optional.of(Instant.ofEpochMilli(ended)) : Optional.empty());
    }

    /** Holds an open order until the transaction ends; answers its place. */
    static Optional<Long> lock(Handle handle, long id) {
        return handle.createQuery(
                        """
                        UPDATE invite_order SET position = position
                        WHERE id = :id AND ended IS NULL RETURNING position
                        """)
                .bind("id", id)
                .mapTo(Long.class)
                .findOne();
    }

    static void advance(Handle handle, long id, long position) {
        handle.createUpdate("UPDATE invite_order SET position = :position WHERE id = :id")
                .bind("position", position)
                .bind("id", id)
                .execute();
    }

    static int end(Handle handle, long id, Instant at) {
        return handle.createUpdate(
                        "UPDATE invite_order SET ended = :at WHERE id = :id AND ended IS NULL")
                .bind("at", at.toEpochMilli())
                .bind("id", id)
                .execute();
    }
}
