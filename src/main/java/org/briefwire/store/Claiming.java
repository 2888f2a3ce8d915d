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
     * What is to become of what was marked.
     *
     * @param marked of how many editions
     * @param stale what carries a withdrawn briefing
     */
    private record Seen(
            int marked,
            List<DueDelivery> due,
            List<DeliveryOutcome> stopped,
            List<DueDelivery> stale) {}

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
            var seen = database.isShared() ? together(place, limit) : apart(place, limit);
            // where all was set aside there may be more
            if (seen.marked() == 0 || !seen.due().isEmpty() || !seen.stopped().isEmpty()) {
                return new Deliveries.Claimed(seen.due(), seen.stopped().size());
            }
        }
    }

    /** In one transaction: nobody waits for it, and it costs one commit. */
    private Seen together(String place, int limit) {
        return database.write(handle -> {
            var seen = look(handle, mark(handle, place, limit));
            keep(handle, seen);
            return seen;
        });
    }

    /** In one for each step: SQLite has one writer, and outcomes wait for it. */
    private Seen apart(String place, int limit) {
        var marked = database.write(handle -> mark(handle, place, limit));
        var seen = database.read(handle -> look(handle, marked));
        if (!seen.stopped().isEmpty() || !seen.stale().isEmpty()) {
            database.change(handle -> keep(handle, seen));
        }
        return seen;
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

    private Seen look(Handle handle, Map<Long, List<Long>> marked) {
        var seen = new Seen(marked.size(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        marked.forEach((edition, subscriptions) -> {
            var stale = stale(handle, edition);
            for (var row : check(handle, edition, subscriptions)) {
                var delivery = row.delivery();
                if (stale.contains(delivery.content())) {
                    seen.stale().add(delivery);
                } else {
                    row.refusal()
                            .ifPresentOrElse(
                                    reason -> seen.stopped().add(cancelled(delivery, reason)),
                                    () -> seen.due().add(delivery));
                }
            }
        });
        return seen;
    }

    private void keep(Handle handle, Seen seen) {
        seen.stale().stream()
                .collect(groupingBy(DueDelivery::edition))
                .forEach((edition, stale) -> setAside(handle, edition, stale));
        Recording.of(handle, database.dialect(), owner, seen.stopped());
        Owing.settleWhatCameBack(handle, database.dialect(), seen.stopped(), now);
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
    private void setAside(Handle handle, EditionId edition, List<DueDelivery> stale) {
        var contents = stale.stream().map(each -> each.content().value()).distinct().toList();
        var aside =
                handle.createUpdate(
                                """
                                UPDATE delivery SET state = 'pending', owner = NULL, pool = :pool
                                WHERE edition = :edition AND subscription IN (<subscriptions>)
                                  AND content IN (<stale>) AND owner = :owner
                                """)
                        .bind("edition", edition.value())
                        .bind("owner", owner.value())
                        .bindList(
                                "subscriptions",
                                stale.stream().map(each -> each.subscription().value()).toList())
                        .bindList("stale", contents)
                        .bind("pool", Withdrawals.REMADE_FIRST)
                        .execute();
        if (aside > 0) {
            handle.createUpdate("UPDATE stale_content SET remade = 0 WHERE content IN (<stale>)")
                    .bindList("stale", contents)
                    .execute();
        }
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
}
