package org.briefwire.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.briefwire.json.Json;
import org.briefwire.model.Depth;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.SuppressionReason;
import org.briefwire.model.Topics;
import org.jdbi.v3.core.Handle;

/** Every subscription with all that another installation needs to take it over. */
public final class Exports {
    private static final int PAGE = 500;

    private final Database database;

    public Exports(Database database) {
        this.database = database;
    }

    /**
     * A subscription.
     *
     * @param consent how it is known that the reader wants it; empty: nothing is kept
     * @param suppressed why the address gets no mail, if so
     */
    public record Row(
            Person person,
            String list,
            String state,
            String cadence,
            Topics topics,
            Depth depth,
            Preferences.Urgent urgent,
            Optional<Instant> pausedUntil,
            String consent,
            Optional<SuppressionReason> suppressed) {}

    private record Found(long subscriber, SubscriptionId id, Row row) {}

    /**
     * Shows them in the order in which people were added, a page at a time, so that no transaction
     * waits for who looks.
     */
    public void each(Consumer<Row> consumer) {
        var after = 0L;
        for (var page = page(after); !page.isEmpty(); page = page(after)) {
            page.forEach(found -> consumer.accept(found.row()));
            after = page.getLast().subscriber();
        }
    }

    private List<Found> page(long after) {
        return database.read(handle -> {
            var people = people(handle, after);
            var found = rows(handle, people);
            // people without a subscription must not end it
            while (found.isEmpty() && !people.isEmpty()) {
                people = people(handle, people.getLast());
                found = rows(handle, people);
            }
            var consents =
                    Consents.of(handle, database.dialect(), found.stream().map(Found::id).toList());
            return found.stream().map(one -> with(one, consents)).toList();
        });
    }

    private static Found with(Found found, Map<SubscriptionId, String> consents) {
        var row = found.row();
        return new Found(
                found.subscriber(),
                found.id(),
                new Row(
                        row.person(),
                        row.list(),
                        row.state(),
                        row.cadence(),
                        row.topics(),
                        row.depth(),
                        row.urgent(),
                        row.pausedUntil(),
                        consents.getOrDefault(found.id(), ""),
                        row.suppressed()));
    }

    private static List<Long> people(Handle handle, long after) {
        return handle.createQuery(
                        "SELECT id FROM subscriber WHERE id > :after ORDER BY id LIMIT :size")
                .bind("after", after)
                .bind("size", PAGE)
                .mapTo(Long.class)
                .list();
    }

    private List<Found> rows(Handle handle, List<Long> people) {
        return handle.createQuery(
                        """
                        SELECT p.id AS subscriber, p.address, p.name, p.language, p.zone, s.id,
                               s.list, s.state, s.cadence, s.breaking, s.paused_until, c.depth,
                               c.topics, x.reason
                        FROM subscription s
                        JOIN subscriber p ON p.id = s.subscriber
                        JOIN choice c ON c.id = s.choice
                        LEFT JOIN suppression x ON x.key_hash = p.key_hash
                        WHERE s.subscriber IN %s ORDER BY p.id, s.list
                        """
                                .formatted(database.dialect().numbersOf("people")))
                .bind("people", Json.write(people))
                .map((row, _) -> {
                    var paused = row.getLong("paused_until");
                    var isPaused = !row.wasNull();
                    return new Found(
                            row.getLong("subscriber"),
                            new SubscriptionId(row.getLong("id")),
                            new Row(
                                    Subscribers.person(row),
                                    row.getString("list"),
                                    row.getString("state"),
                                    row.getString("cadence"),
                                    Topics.ofWord(row.getString("topics")),
                                    Depth.ofWord(row.getString("depth")),
                                    row.getInt("breaking") == 1
                                            ? Preferences.Urgent.AT_ONCE
                                            : Preferences.Urgent.WITH_THE_OTHERS,
                                    isPaused
                                            ? Optional.of(Instant.ofEpochMilli(paused))
                                            : Optional.empty(),
                                    "",
                                    Optional.ofNullable(row.getString("reason"))
                                            .map(SuppressionReason::ofWord)));
                })
                .list();
    }
}
