package org.briefwire.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.quartz.TriggerKey;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;

/**
 * How Quartz asks PostgreSQL for what is next: a node that has its even share of the parts is
 * offered none. It would decline, and the part would wait for its next offer, while another node
 * has room for it.
 *
 * <p>Public, as Quartz makes it by its name.
 */
public final class EvenShare extends PostgreSQLDelegate {
    private static final String NEXT =
            """
            WITH part AS (
                SELECT job_name, job_group FROM qrtz_job_details
                WHERE sched_name = ? AND job_class_name = ?),
            room AS (
                SELECT (SELECT count(*) FROM qrtz_fired_triggers JOIN part USING (job_name, job_group)
                        WHERE sched_name = ? AND instance_name = ? AND state = 'EXECUTING')
                    * (SELECT count(*) FROM qrtz_scheduler_state WHERE sched_name = ?)
                    < (SELECT count(*) FROM part) AS is_left)
            SELECT trigger_name, trigger_group FROM qrtz_triggers
            WHERE sched_name = ? AND trigger_state = 'WAITING' AND next_fire_time <= ?
              AND (misfire_instr = -1 OR next_fire_time >= ?)
              AND ((SELECT is_left FROM room)
                   OR (job_name, job_group) NOT IN (SELECT job_name, job_group FROM part))
            ORDER BY next_fire_time, priority DESC LIMIT ?
            """;

    @Override
    public List<TriggerKey> selectTriggerToAcquire(
            Connection connection, long notLater, long notEarlier, int most) throws SQLException {
        try (var statement = connection.prepareStatement(NEXT)) {
            statement.setString(1, schedName);
            statement.setString(2, Holding.class.getName());
            statement.setString(3, schedName);
            statement.setString(4, instanceId);
            statement.setString(5, schedName);
            statement.setString(6, schedName);
            statement.setLong(7, notLater);
            statement.setLong(8, notEarlier);
            statement.setInt(9, most);
            try (var rows = statement.executeQuery()) {
                var next = new ArrayList<TriggerKey>();
                while (rows.next()) {
                    next.add(TriggerKey.triggerKey(rows.getString(1), rows.getString(2)));
                }
                return next;
            }
        }
    }
}
