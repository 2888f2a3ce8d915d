package org.briefwire.store;

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
}
