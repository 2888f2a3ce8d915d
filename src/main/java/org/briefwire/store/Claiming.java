package org.briefwire.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.briefwire.model.ContentId;
import org.briefwire.model.DeliveryState;
import org.briefwire.model.EditionId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.SubscriptionId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * How a courier takes what is due: it makes deliveries its own, looks at their readers, as they are
 * by then, and keeps what comes of it. Where these are transactions of their own, and it ends in
 * between, its deliveries go back like any that it has.
 */
record Claiming(Database database, CourierId owner, Instant now) {
    private static final int LARGEST = 500;

    /** What was made its own, and what is to be known of it. */
    private record Checked(DueDelivery delivery, Optional<String> refusal) {}

    /**
     * What stands in the database of an edition's at one moment.
     *
     * @param stale what carries a withdrawn briefing
     */
    private record Seen(Set<ContentId> stale, List<Checked> rows) {}

    private record Key(long edition, long subscription) {}

    /**
     * Takes so many of a place, the longest due first.
     *
     * @param place a condition, as the index of the queue has it
     */
    Deliveries.Claimed of(String place, int limit) {
        if (limit < 1 || limit > LARGEST) {
            throw new IllegalArgumentException("a claim has 1 to 500 rows, not " + limit);
        }
        while (true) {
            var claimed =
                    database.isShared()
                            ? database.write(handle -> step(new Together(handle), place, limit))
                            : step(new Apart(), place, limit);
            if (claimed.isPresent()) {
                return claimed.get();
            }
        }
    }

    /** Nothing when all that was marked was set aside, so that there may be more. */
    private Optional<Deliveries.Claimed> step(Steps steps, String place, int limit) {
        var marked = steps.write(handle -> mark(handle, place, limit));
        var due = new ArrayList<DueDelivery>();
        var stopped = new ArrayList<DeliveryOutcome>();
        for (var each : marked.entrySet()) {
            sort(steps, each.getKey(), each.getValue(), due, stopped);
        }
        if (!stopped.isEmpty()) {
            steps.write(handle -> keep(handle, stopped));
        }
        return marked.isEmpty() || !due.isEmpty() || !stopped.isEmpty()
                ? Optional.of(new Deliveries.Claimed(due, stopped.size()))
                : Optional.empty();
    }

    private Map<Long, List<Long>> mark(Handle handle, String place, int limit) {
        return handle
                .createQuery(
                        """
                        UPDATE delivery SET state = 'sending', owner = :owner
                        WHERE (edition, subscription) IN (
                            SELECT edition, subscription FROM delivery
                            WHERE %s AND due <= :now
                              AND state IN ('pending', 'deferred')
                              AND edition NOT IN (
                                SELECT id FROM edition WHERE paused IS NOT NULL)
                            ORDER BY pool, due, edition, subscription
                            LIMIT :limit %s)
                        RETURNING edition, subscription
                        """
                                .formatted(place, database.dialect().skipLocked()))
                .bind("owner", owner.value())
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((rows, context) ->
                        new Key(rows.getLong("edition"), rows.getLong("subscription")))
                .list()
                .stream()
                .collect(
                        groupingBy(
                                Key::edition, TreeMap::new, mapping(Key::subscription, toList())));
    }

    private void sort(
            Steps steps,
            long edition,
            List<Long> subscriptions,
            List<DueDelivery> due,
            List<DeliveryOutcome> stopped) {
        var seen =
                steps.read(handle ->
                        new Seen(stale(handle, edition), check(handle, edition, subscriptions)));
        if (!seen.stale().isEmpty()) {
            steps.write(handle -> setAside(handle, edition, subscriptions, seen.stale()));
        }
        for (var row : seen.rows()) {
            if (seen.stale().contains(row.delivery().content())) {
                continue;
            }
            row.refusal()
                    .ifPresentOrElse(
                            reason -> stopped.add(cancelled(row.delivery(), reason)),
                            () -> due.add(row.delivery()));
        }
    }

    private static Set<ContentId> stale(Handle handle, long edition) {
        return handle.createQuery(
                        """
                        SELECT DISTINCT z.content FROM stale_content z
                        JOIN content c ON c.id = z.content
                        WHERE c.edition = :edition
                        """)
                .bind("edition", edition)
                .mapTo(long.class)
                .map(ContentId::new)
                .set();
    }

    // what carries a withdrawn briefing waits for another content
    private int setAside(
            Handle handle, long edition, List<Long> subscriptions, Set<ContentId> stale) {
        var contents = stale.stream().map(ContentId::value).toList();
        var aside =
                handle.createUpdate(
                                """
                                UPDATE delivery SET state = 'pending', owner = NULL, pool = :pool
                                WHERE edition = :edition AND subscription IN (<subscriptions>)
                                  AND content IN (<stale>) AND owner = :owner
                                """)
                        .bind("edition", edition)
                        .bind("owner", owner.value())
                        .bindList("subscriptions", subscriptions)
                        .bindList("stale", contents)
                        .bind("pool", Withdrawals.REMADE_FIRST)
                        .execute();
        if (aside > 0) {
            handle.createUpdate("UPDATE stale_content SET remade = 0 WHERE content IN (<stale>)")
                    .bindList("stale", contents)
                    .execute();
        }
        return aside;
    }

    private List<Checked> check(Handle handle, long edition, List<Long> subscriptions) {
        return handle.createQuery(
                        """
                        SELECT d.edition, d.subscription, d.content, d.attempts,
                               COALESCE(d.first_due, d.due) AS first_due,
                               s.list, s.state, r.address, r.name, x.reason, e.state AS edition_state
                        FROM delivery d
                        JOIN edition e ON e.id = d.edition
                        JOIN subscription s ON s.id = d.subscription
                        JOIN subscriber r ON r.id = s.subscriber
                        LEFT JOIN suppression x ON x.key_hash = r.key_hash
                        WHERE d.edition = :edition AND d.subscription IN (<subscriptions>)
                          AND d.state = 'sending' AND d.owner = :owner
                        ORDER BY d.subscription
                        """)
                .bind("edition", edition)
                .bind("owner", owner.value())
                .bindList("subscriptions", subscriptions)
                .map(CHECKED)
                .list();
    }

    // by the columns' places: looking for a name costs more than all the rest
    private static final RowMapper<Checked> CHECKED =
            (rows, context) ->
                    new Checked(
                            new DueDelivery(
                                    new EditionId(rows.getLong(1)),
                                    new SubscriptionId(rows.getLong(2)),
                                    new ContentId(rows.getLong(3)),
                                    new ListId(rows.getString(6)),
                                    EmailAddress.parse(rows.getString(8)),
                                    rows.getString(9),
                                    rows.getInt(4),
                                    Instant.ofEpochMilli(rows.getLong(5))),
                            refusal(
                                    rows.getString(11),
                                    rows.getString(7),
                                    Optional.ofNullable(rows.getString(10))));

    private static Optional<String> refusal(
            String edition, String subscription, Optional<String> suppressed) {
        if (edition.equals("cancelled")) {
            return Optional.of(Owing.EDITION_CANCELLED);
        }
        if (!subscription.equals("active")) {
            return Optional.of("left before it was sent");
        }
        return suppressed.map(reason -> "suppressed: " + reason);
    }

    private DeliveryOutcome cancelled(DueDelivery delivery, String reason) {
        return new DeliveryOutcome(
                delivery.edition(),
                delivery.subscription(),
                DeliveryState.CANCELLED,
                DeliveryOutcome.Doubt.NONE,
                "",
                reason,
                now);
    }

    private int keep(Handle handle, List<DeliveryOutcome> stopped) {
        var kept = Recording.of(handle, database.dialect(), owner, stopped);
        Owing.settleWhatCameBack(handle, database.dialect(), stopped, now);
        return kept;
    }

    /** In which transactions the steps of a claim are made. */
    private interface Steps {
        <T> T write(Function<Handle, T> step);

        <T> T read(Function<Handle, T> step);
    }

    /** In one: nobody waits for it, and it costs one commit. */
    private record Together(Handle handle) implements Steps {
        @Override
        public <T> T write(Function<Handle, T> step) {
            return step.apply(handle);
        }

        @Override
        public <T> T read(Function<Handle, T> step) {
            return step.apply(handle);
        }
    }

    /** In one each: SQLite has one writer, and outcomes wait for it. */
    private final class Apart implements Steps {
        @Override
        public <T> T write(Function<Handle, T> step) {
            return database.write(step);
        }

        @Override
        public <T> T read(Function<Handle, T> step) {
            return database.read(step);
        }
    }
}
