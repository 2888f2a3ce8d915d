package org.briefwire.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.briefwire.json.Json;
import org.briefwire.model.EventKind;
import org.jdbi.v3.core.Handle;

/**
 * Takes an import back: who came by it goes, what it changed is as it was before. What a reader, or
 * anybody else, did since then stands. Works through the import's events in chunks; after a kill it
 * is called again.
 */
public final class ImportUndo {
    private static final int CHUNK = 2_000;

    private final Database database;

    public ImportUndo(Database database) {
        this.database = database;
    }

    /**
     * What an undoing did, in subscriptions.
     *
     * @param removed as if they had never been
     * @param ended those that mail was made for already: they get no more
     * @param restored to what they were
     * @param kept because something happened to them since the import
     * @param lifted addresses that get mail again, because only the import had suppressed them
     */
    public record Undone(long removed, long ended, long restored, long kept, long lifted) {
        static final Undone NOTHING = new Undone(0, 0, 0, 0, 0);

        Undone plus(Undone other) {
            return new Undone(
                    removed + other.removed,
                    ended + other.ended,
                    restored + other.restored,
                    kept + other.kept,
                    lifted + other.lifted);
        }
    }

    /** Undoes an import. Again: goes on where an undoing was ended, or does nothing. */
    public Undone undo(long id, Instant at) {
        var after = close(id);
        var last =
                database.read(handle ->
                        handle.createQuery("SELECT COALESCE(MAX(id), 0) FROM subscription_event")
                                .mapTo(long.class)
                                .one());
        var total = Undone.NOTHING;
        var from = Optional.of(after);
        while (from.isPresent()) {
            var chunk = new Chunk(id, from.get(), last, at);
            var done = database.write(chunk::undo);
            total = total.plus(done.undone());
            from = done.last();
        }
        var lifted =
                database.write(handle -> {
                    restorePersons(handle, id);
                    return Suppressions.liftBarred(handle, id, at);
                });
        return total.plus(new Undone(0, 0, 0, 0, lifted));
    }

    // whoever still imports it finds it closed with the next batch
    private long close(long id) {
        return database.write(handle ->
                handle.createQuery(
                                "UPDATE import SET state = 'undone' WHERE id = :id RETURNING after")
                        .bind("id", id)
                        .mapTo(long.class)
                        .one());
    }

    private static void restorePersons(Handle handle, long id) {
        handle.createUpdate(
                        """
                        UPDATE subscriber
                        SET name = b.name, language = b.language, zone = b.zone
                        FROM import_person_before b
                        WHERE b.import = :import AND b.subscriber = subscriber.id
                          AND subscriber.name = b.new_name AND subscriber.zone = b.new_zone
                          AND subscriber.language = b.new_language
                        """)
                .bind("import", id)
                .execute();
    }

    /** What a chunk did, and where the next begins; nothing: it was the last. */
    private record Done(Undone undone, Optional<Long> last) {}

    private final class Chunk {
        private final long id;
        private final long from;
        private final long last;
        private final Instant at;

        Chunk(long id, long from, long last, Instant at) {
            this.id = id;
            this.from = from;
            this.last = last;
            this.at = at;
        }

        Done undo(Handle handle) {
            var events =
                    handle.createQuery(
                                    """
                                    SELECT id FROM subscription_event
                                    WHERE id > :from AND id <= :last AND import = :import
                                    ORDER BY id LIMIT :chunk
                                    """)
                            .bind("from", from)
                            .bind("last", last)
                            .bind("import", Long.toString(id))
                            .bind("chunk", CHUNK)
                            .mapTo(Long.class)
                            .list();
            if (events.isEmpty()) {
                return new Done(Undone.NOTHING, Optional.empty());
            }
            var touched = subscriptions(handle, events, "");
            // later events of the same import are its own; anybody else's make it theirs
            var free =
                    subscriptions(
                            handle,
                            events,
                            """
                            AND NOT EXISTS (
                                SELECT 1 FROM subscription_event l
                                WHERE l.subscription = e.subscription AND l.id > e.id
                                  AND COALESCE(l.import, '') <> :import)
                            """);
            var before =
                    among(
                            handle,
                            free,
                            "SELECT subscription FROM import_before WHERE import = :import"
                                    + " AND subscription IN ");
            var mailed =
                    among(
                            handle,
                            free,
                            "SELECT DISTINCT subscription FROM delivery WHERE subscription IN ");
            var ended = mailed.stream().filter(each -> !before.contains(each)).toList();
            var removed =
                    free.stream()
                            .filter(each -> !before.contains(each) && !mailed.contains(each))
                            .toList();
            restore(handle, before);
            end(handle, ended);
            remove(handle, removed);
            return new Done(
                    new Undone(
                            removed.size(),
                            ended.size(),
                            before.size(),
                            touched.size() - free.size(),
                            0),
                    Optional.of(events.getLast()));
        }

        private List<Long> subscriptions(Handle handle, List<Long> events, String and) {
            return handle.createQuery(
                            "SELECT DISTINCT e.subscription FROM subscription_event e WHERE e.id IN "
                                    + database.dialect().numbersOf("ids")
                                    + " AND e.import = :import "
                                    + and)
                    .bind("ids", Json.write(events))
                    .bind("import", Long.toString(id))
                    .mapTo(Long.class)
                    .list();
        }

        private List<Long> among(Handle handle, List<Long> ids, String sql) {
            var query =
                    handle.createQuery(sql + database.dialect().numbersOf("ids"))
                            .bind("ids", Json.write(ids));
            if (sql.contains(":import")) {
                query.bind("import", id);
            }
            return query.mapTo(Long.class).list();
        }

        private void restore(Handle handle, List<Long> ids) {
            change(
                    handle,
                    ids,
                    """
                    UPDATE subscription
                    SET state = b.state, cadence = b.cadence, choice = b.choice
                    FROM import_before b
                    WHERE b.subscription = subscription.id AND b.import = %d
                      AND subscription.id IN
                    """
                            .formatted(id));
            note(handle, ids, EventKind.CHANGED);
            change(
                    handle,
                    ids,
                    "DELETE FROM import_before WHERE import = %d AND subscription IN "
                            .formatted(id));
        }

        private void end(Handle handle, List<Long> ids) {
            change(handle, ids, "UPDATE subscription SET state = 'unsubscribed' WHERE id IN ");
            change(
                    handle,
                    ids,
                    """
                    UPDATE delivery SET state = 'cancelled', reply = 'import undone', done = %d
                    WHERE state IN ('pending', 'deferred') AND subscription IN
                    """
                            .formatted(at.toEpochMilli()));
            note(handle, ids, EventKind.UNSUBSCRIBED);
        }

        private void remove(Handle handle, List<Long> ids) {
            var people =
                    among(handle, ids, "SELECT DISTINCT subscriber FROM subscription WHERE id IN ");
            change(handle, ids, "DELETE FROM subscription_event WHERE subscription IN ");
            change(handle, ids, "DELETE FROM subscription WHERE id IN ");
            var alone =
                    """
                    NOT EXISTS (SELECT 1 FROM subscription s WHERE s.subscriber = %s)
                    """;
            change(
                    handle,
                    people,
                    "DELETE FROM import_person_before WHERE "
                            + alone.formatted("import_person_before.subscriber")
                            + " AND subscriber IN ");
            change(
                    handle,
                    people,
                    "DELETE FROM subscriber WHERE "
                            + alone.formatted("subscriber.id")
                            + " AND id IN ");
        }

        private void note(Handle handle, List<Long> ids, EventKind kind) {
            change(
                    handle,
                    ids,
                    """
                    INSERT INTO subscription_event (subscription, at, kind, evidence)
                    SELECT s.id, %d, '%s', 'import %d was undone' FROM subscription s WHERE s.id IN
                    """
                            .formatted(at.toEpochMilli(), kind.word(), id));
        }

        private void change(Handle handle, List<Long> ids, String sql) {
            if (!ids.isEmpty()) {
                handle.createUpdate(sql + database.dialect().numbersOf("ids"))
                        .bind("ids", Json.write(ids))
                        .execute();
            }
        }
    }
}
