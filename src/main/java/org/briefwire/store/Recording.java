package org.briefwire.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.briefwire.model.DeliveryState;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How it is kept what became of deliveries. */
final class Recording {
    // who has an owner is being sent: to say so would let PostgreSQL look for the one row among all
    // that are, and all that were a moment ago
    private static final String EACH =
            """
            UPDATE delivery
            SET state = ?, doubt = ?, server = ?, reply = ?,
                first_due = COALESCE(first_due, due), due = COALESCE(?, due), done = ?,
                attempts = attempts + ?, owner = NULL
            WHERE edition = ? AND subscription = ? AND owner = ?
            """;

    // PostgreSQL reads the table's constraints and its indexes' conditions anew for each execution:
    // a third of what it takes to update a row
    private static final String TOGETHER =
            """
            UPDATE delivery AS d
            SET state = o.state, doubt = o.doubt, server = o.server, reply = o.reply,
                first_due = COALESCE(d.first_due, d.due), due = COALESCE(o.due, d.due),
                done = o.done, attempts = d.attempts + o.tries, owner = NULL
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS o (state, doubt, server, reply, due, done, tries, edition, subscription)
            WHERE d.edition = o.edition AND d.subscription = o.subscription AND d.owner = ?
            """;

    private Recording() {}

    /** An outcome as the database has it. */
    private record Row(
            String state,
            int doubt,
            String server,
            String reply,
            @Nullable Long due,
            @Nullable Long done,
            int tries,
            long edition,
            long subscription) {
        static Row of(DeliveryOutcome outcome) {
            var deferred = outcome.state() == DeliveryState.DEFERRED;
            var at = outcome.at().toEpochMilli();
            return new Row(
                    outcome.state().word(),
                    outcome.doubt() == DeliveryOutcome.Doubt.IN_DOUBT ? 1 : 0,
                    outcome.server(),
                    outcome.reply(),
                    deferred ? at : null,
                    deferred ? null : at,
                    outcome.state() == DeliveryState.CANCELLED ? 0 : 1,
                    outcome.edition().value(),
                    outcome.subscription().value());
        }
    }

    /** Whether they are kept by one statement, however many. */
    static boolean isOneStatement(Dialect dialect) {
        return dialect == Dialect.POSTGRESQL;
    }

    /** Keeps them; answers how many were the owner's to tell. */
    static int of(
            Handle handle, Dialect dialect, CourierId owner, Collection<DeliveryOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            return 0;
        }
        var rows = outcomes.stream().map(Row::of).toList();
        try {
            return switch (dialect) {
                case SQLITE -> each(handle.getConnection(), owner, rows);
                case POSTGRESQL -> together(handle.getConnection(), owner, rows);
            };
        } catch (SQLException e) {
            throw new StoreException("database: " + e.getMessage(), e);
        }
    }

    // once for each message that goes out: named parameters would cost as much as the update
    private static int each(Connection connection, CourierId owner, List<Row> rows)
            throws SQLException {
        try (var batch = connection.prepareStatement(EACH)) {
            for (var row : rows) {
                batch.setString(1, row.state());
                batch.setInt(2, row.doubt());
                batch.setString(3, row.server());
                batch.setString(4, row.reply());
                batch.setObject(5, row.due(), Types.BIGINT);
                batch.setObject(6, row.done(), Types.BIGINT);
                batch.setInt(7, row.tries());
                batch.setLong(8, row.edition());
                batch.setLong(9, row.subscription());
                batch.setLong(10, owner.value());
                batch.addBatch();
            }
            var recorded = 0;
            for (var count : batch.executeBatch()) {
                recorded += count;
            }
            return recorded;
        }
    }

    private static int together(Connection connection, CourierId owner, List<Row> rows)
            throws SQLException {
        try (var update = connection.prepareStatement(TOGETHER)) {
            set(update, 1, "text", rows, Row::state);
            set(update, 2, "int4", rows, Row::doubt);
            set(update, 3, "text", rows, Row::server);
            set(update, 4, "text", rows, Row::reply);
            set(update, 5, "int8", rows, Row::due);
            set(update, 6, "int8", rows, Row::done);
            set(update, 7, "int4", rows, Row::tries);
            set(update, 8, "int8", rows, Row::edition);
            set(update, 9, "int8", rows, Row::subscription);
            update.setLong(10, owner.value());
            return update.executeUpdate();
        }
    }

    private static void set(
            PreparedStatement update,
            int place,
            String type,
            List<Row> rows,
            Function<Row, @Nullable Object> of)
            throws SQLException {
        update.setArray(
                place, update.getConnection().createArrayOf(type, rows.stream().map(of).toArray()));
    }
}
