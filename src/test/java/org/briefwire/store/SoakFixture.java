package org.briefwire.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.briefwire.model.EditionId;
import org.briefwire.model.SubscriptionId;

/** Looks at every delivery, and spares a bench the long waits. */
public final class SoakFixture {
    private final Database database;

    public SoakFixture(Database database) {
        this.database = database;
    }

    /** What became of a delivery. */
    public record Row(EditionId edition, SubscriptionId subscription, String state, String reply) {}

    public List<Row> deliveries() {
        return database.read(handle ->
                handle.createQuery("SELECT edition, subscription, state, reply FROM delivery")
                        .map((rows, context) ->
                                new Row(
                                        new EditionId(rows.getLong(1)),
                                        new SubscriptionId(rows.getLong(2)),
                                        rows.getString(3),
                                        rows.getString(4)))
                        .list());
    }

    /** How many deliveries are in each state. */
    public Map<String, Long> states() {
        return database.read(handle -> {
            var states = new TreeMap<String, Long>();
            handle.createQuery("SELECT state, count(*) AS n FROM delivery GROUP BY state")
                    .map((rows, context) -> Map.entry(rows.getString(1), rows.getLong(2)))
                    .forEach(entry -> states.put(entry.getKey(), entry.getValue()));
            return states;
        });
    }

    /** How many editions have been made. */
    public long editions() {
        return database.read(handle ->
                handle.createQuery("SELECT count(*) FROM edition WHERE state = 'done'")
                        .mapTo(long.class)
                        .one());
    }

    /** What waits for its next try need not. */
    public void hasten(Instant now) {
        database.change(handle ->
                handle.createUpdate(
                                "UPDATE delivery SET due = :now"
                                        + " WHERE state = 'deferred' AND due > :now")
                        .bind("now", now.toEpochMilli())
                        .execute());
    }
}
