package org.briefwire.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Many rows in one statement, whose '<rows>' becomes '(?, ?), (?, ?)'. Straight on JDBC: named
 * parameters by the thousand cost more than the rows themselves.
 */
final class ManyRows {
    /** What a statement can take on SQLite (32,766) and PostgreSQL (65,535), with room. */
    private static final int PARAMETERS = 8_000;

    private final Handle handle;
    private final String sql;

    ManyRows(Handle handle, String sql) {
        this.handle = handle;
        this.sql = sql;
    }

    /** Reads one row of an answer. */
    @FunctionalInterface
    interface Answer {
        void read(ResultSet row) throws SQLException;
    }

    /** Runs the statement over all rows, which are of one length, and shows what it returns. */
    void returning(List<Object[]> rows, Answer answer) {
        for (var part : parts(rows)) {
            try (var statement = prepared(part);
                    var answers = statement.executeQuery()) {
                while (answers.next()) {
                    answer.read(answers);
                }
            } catch (SQLException e) {
                throw new StoreException("database: " + e.getMessage(), e);
            }
        }
    }

    /** Runs the statement over all rows, which are of one length. */
    void run(List<Object[]> rows) {
        for (var part : parts(rows)) {
            try (var statement = prepared(part)) {
                statement.executeUpdate();
            } catch (SQLException e) {
                throw new StoreException("database: " + e.getMessage(), e);
            }
        }
    }

    private static List<List<Object[]>> parts(List<Object[]> rows) {
        var parts = new ArrayList<List<Object[]>>();
        if (rows.isEmpty()) {
            return parts;
        }
        var size = Math.max(1, PARAMETERS / rows.getFirst().length);
        for (var from = 0; from < rows.size(); from += size) {
            parts.add(rows.subList(from, Math.min(rows.size(), from + size)));
        }
        return parts;
    }

    private PreparedStatement prepared(List<Object[]> rows) throws SQLException {
        var row = "(" + "?, ".repeat(rows.getFirst().length - 1) + "?)";
        var all = (row + ", ").repeat(rows.size() - 1) + row;
        var statement = handle.getConnection().prepareStatement(sql.replace("<rows>", all));
        var at = 1;
        for (var values : rows) {
            for (var value : values) {
                statement.setObject(at++, value);
            }
        }
        return statement;
    }
}
