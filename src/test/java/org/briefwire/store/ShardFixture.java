package org.briefwire.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks at who holds the shards of many nodes. */
public final class ShardFixture {
    private final Database database;

    public ShardFixture(Database database) {
        this.database = database;
    }

    /** How many hold each shard now; a shard that nobody holds is not in it. */
    public Map<String, Integer> holders() {
        return database.read(handle -> {
            var holders = new TreeMap<String, Integer>();
            handle.createQuery(
                            """
                            SELECT job_name, count(*) AS n FROM qrtz_fired_triggers
                            WHERE job_name LIKE 'shard-%' AND state = 'EXECUTING'
                            GROUP BY job_name
                            """)
                    .map((rows, context) -> Map.entry(rows.getString("job_name"), rows.getInt("n")))
                    .forEach(entry -> holders.put(entry.getKey(), entry.getValue()));
            return holders;
        });
    }

    /** What Quartz keeps of each job: its name, and what holds for it. */
    public List<String> jobs() {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT job_name
                                    || CASE WHEN is_durable THEN ': durable' ELSE ': passing' END
                                    || CASE WHEN requests_recovery THEN ', requests recovery'
                                       ELSE '' END
                                FROM qrtz_job_details ORDER BY job_name
                                """)
                        .mapTo(String.class)
                        .list());
    }

    /** How often anybody was offered a shard. */
    public long timesOffered(String shard) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT times_triggered FROM qrtz_simple_triggers
                                WHERE trigger_name = :shard
                                """)
                        .bind("shard", shard)
                        .mapTo(long.class)
                        .one());
    }

    /** Another node has a shard too, and longer. */
    public void hasAnEarlierHolder(String shard) {
        database.change(handle ->
                handle.createUpdate(
                                """
                                INSERT INTO qrtz_fired_triggers
                                    (sched_name, entry_id, trigger_name, trigger_group,
                                     instance_name, fired_time, sched_time, priority, state,
                                     job_name, job_group, is_nonconcurrent, requests_recovery)
                                SELECT sched_name, 'another', trigger_name, trigger_group,
                                    'another', fired_time - 1, sched_time, priority, state,
                                    job_name, job_group, is_nonconcurrent, requests_recovery
                                FROM qrtz_fired_triggers
                                WHERE job_name = :shard AND state = 'EXECUTING'
                                """)
                        .bind("shard", shard)
                        .execute());
    }

    /** It has it no more. */
    public void losesTheEarlierHolder() {
        database.change(handle ->
                handle.execute("DELETE FROM qrtz_fired_triggers WHERE entry_id = 'another'"));
    }

    /** One more shares the database. */
    public void isANode(String name) {
        database.change(handle ->
                handle.execute(
                        "INSERT INTO qrtz_scheduler_state VALUES ('briefwire', ?, 0, 1500)", name));
    }

    /** It does so no more. */
    public void isNoNode(String name) {
        database.change(handle ->
                handle.execute("DELETE FROM qrtz_scheduler_state WHERE instance_name = ?", name));
    }

    /** A node was given a shard that nobody had. */
    public void has(String node, String shard) {
        database.change(handle -> {
            handle.execute(
                    """
                    INSERT INTO qrtz_fired_triggers
                        (sched_name, entry_id, trigger_name, trigger_group, instance_name,
                         fired_time, sched_time, priority, state, job_name, job_group,
                         is_nonconcurrent, requests_recovery)
                    SELECT sched_name, trigger_name, trigger_name, trigger_group, ?,
                        next_fire_time, next_fire_time, priority, 'EXECUTING', job_name, job_group,
                        TRUE, TRUE
                    FROM qrtz_triggers WHERE trigger_name = ?
                    """,
                    node,
                    shard);
            handle.execute(
                    "UPDATE qrtz_triggers SET trigger_state = 'BLOCKED' WHERE trigger_name = ?",
                    shard);
        });
    }
}
