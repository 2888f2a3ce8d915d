package org.briefwire.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;

/** The processes that share a database. */
public final class Nodes {
    private final Database database;

    public Nodes(Database database) {
        this.database = database;
    }

    /** A process that may send: since when, when it was heard of last, and its shards. */
    public record Node(long id, String name, Instant since, Instant seen, int shards) {}

    /** Those that may send now, the longest at it first. */
    public List<Node> sending() {
        return database.read(handle ->
                handle.createQuery("SELECT * FROM node ORDER BY id")
                        .map((rows, context) ->
                                new Node(
                                        rows.getLong("id"),
                                        rows.getString("name"),
                                        Instant.ofEpochMilli(rows.getLong("epoch")),
                                        Instant.ofEpochMilli(rows.getLong("beat")),
                                        rows.getInt("shards")))
                        .list());
    }

    /** How many schedulers share the work; on SQLite there is one. */
    public int schedulers() {
        return switch (database.dialect()) {
            case SQLITE -> 1;
            case POSTGRESQL ->
                    database.read(handle ->
                            handle.createQuery("SELECT count(*) FROM qrtz_scheduler_state")
                                    .mapTo(int.class)
                                    .one());
        };
    }

    /**
     * Whether a scheduler's job is on record as begun, and no other before it: it is not when the
     * others have given up its scheduler, or two were given the job.
     *
     * @param fired the scheduler's own number of what it began
     */
    public boolean isFirst(String job, String fired) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT entry_id FROM qrtz_fired_triggers
                                WHERE job_name = :job AND state = 'EXECUTING'
                                ORDER BY fired_time, entry_id LIMIT 1
                                """)
                        .bind("job", job)
                        .mapTo(String.class)
                        .findOne()
                        .filter(fired::equals)
                        .isPresent());
    }

    /** A scheduler that has ended need not be waited for. */
    public void leave(String scheduler) {
        database.change(handle ->
                handle.createUpdate("DELETE FROM qrtz_scheduler_state WHERE instance_name = :name")
                        .bind("name", scheduler)
                        .execute());
    }

    /** This process, in words. */
    public static String here() {
        return host() + "-" + ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "node";
        }
    }
}
