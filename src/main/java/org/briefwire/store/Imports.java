package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.briefwire.model.BriefwireException;
import org.jdbi.v3.core.Handle;

/** Imports: how far each has come in its file, and what became of it. */
public final class Imports {
    private final Database database;

    public Imports(Database database) {
        this.database = database;
    }

    /** What became of an import. */
    public enum State {
        RUNNING,
        DONE,
        UNDONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An import as it stands.
     *
     * @param manner list and state that were ordered
     * @param through rows of the file that are dealt with
     */
    public record Import(
            long id,
            String file,
            String manner,
            State state,
            long through,
            Instant at,
            Optional<Instant> done) {}

    /** How far an import has come: all rows of its file up to this one are dealt with. */
    public record Advance(long id, long through) {}

    /**
     * Begins an import, or goes on with one of the same file and manner that was not ended.
     *
     * @param hash of the file's bytes
     */
    public Import begin(String file, String hash, String manner, Instant at) {
        return database.write(handle -> {
            handle.createUpdate(
                            """
                            INSERT INTO import (file, hash, manner, state, through, after, at)
                            SELECT :file, :hash, :manner, 'running', 0, COALESCE(MAX(id), 0), :at
                            FROM subscription_event
                            WHERE true
                            ON CONFLICT DO NOTHING
                            """)
                    .bind("file", file)
                    .bind("hash", hash)
                    .bind("manner", manner)
                    .bind("at", at.toEpochMilli())
                    .execute();
            return handle.createQuery(
                            """
                            SELECT * FROM import
                            WHERE hash = :hash AND manner = :manner AND state = 'running'
                            """)
                    .bind("hash", hash)
                    .bind("manner", manner)
                    .map((row, _) -> read(row))
                    .one();
        });
    }

    static void advance(Handle handle, Advance to) {
        var isRunning =
                handle.createUpdate(
                                        """
                                        UPDATE import SET through = :through
                                        WHERE id = :id AND state = 'running'
                                        """)
                                .bind("through", to.through())
                                .bind("id", to.id())
                                .execute()
                        == 1;
        if (!isRunning) {
            throw new BriefwireException(
                    "import %d was undone while it ran; nothing more of it is kept"
                            .formatted(to.id()));
        }
    }

    /** Ends an import that came to its file's end. */
    public void end(long id, Instant at) {
        database.change(handle ->
                handle.createUpdate(
                                """
                                UPDATE import SET state = 'done', done = :at
                                WHERE id = :id AND state = 'running'
                                """)
                        .bind("id", id)
                        .bind("at", at.toEpochMilli())
                        .execute());
    }

    public Optional<Import> find(long id) {
        return database.read(handle ->
                handle.createQuery("SELECT * FROM import WHERE id = :id")
                        .bind("id", id)
                        .map((row, _) -> read(row))
                        .findOne());
    }

    /** All of them, the newest first. */
    public List<Import> all() {
        return database.read(handle ->
                handle.createQuery("SELECT * FROM import ORDER BY id DESC")
                        .map((row, _) -> read(row))
                        .list());
    }

    private static Import read(ResultSet row) throws SQLException {
        var done = row.getLong("done");
        var isDone = !row.wasNull();
        return new Import(
                row.getLong("id"),
                row.getString("file"),
                row.getString("manner"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("through"),
                Instant.ofEpochMilli(row.getLong("at")),
                isDone ? Optional.of(Instant.ofEpochMilli(done)) : Optional.empty());
    }
}
