package org.briefwire.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.briefwire.model.ContentId;
import org.briefwire.model.DeliveryState;
import org.briefwire.model.EditionId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.SubscriptionId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * How a courier takes what is due: it makes deliveries its own, looks at their readers, as they are
 * by then, and keeps what comes of it in another transaction. Where it ends in between, its
 * deliveries go back like any that it has.
 */
record Claiming(Database database, CourierId owner, Instant now) {
    private static final int LARGEST = 500;

    /** The deliveries of a place that are due, the longest due first. */
    private static final String DUE =
            """
            FROM delivery
            WHERE %s AND due <= :now AND state IN ('pending', 'deferred')
              AND edition NOT IN (SELECT id FROM edition WHERE paused IS NOT NULL)
            ORDER BY pool, due, edition, subscription
            LIMIT :limit
            """;

    /** What is to be known of a delivery and its reader; {@link #CHECKED} reads it. */
    private static final String CHECK =
            """
            SELECT d.edition, d.subscription, d.content, d.attempts, d.first_due,
                   s.list, s.state, r.address, r.name, x.reason, e.state AS edition_state,
                   d.content IN (SELECT content FROM stale_content) AS stale
            FROM %s d
            JOIN edition e ON e.id = d.edition
            JOIN subscription s ON s.id = d.subscription
            JOIN subscriber r ON r.id = s.subscriber
            LEFT JOIN suppression x ON x.key_hash = r.key_hash
            ORDER BY d.edition, d.subscription
            """;

    /** Makes them its own and looks at their readers, by one statement; for PostgreSQL. */
    private static final String TAKE =
            """
            WITH mine AS (
                UPDATE delivery AS d SET state = 'sending', owner = :owner
                FROM (SELECT edition, subscription %s %s) AS q
                WHERE d.edition = q.edition AND d.subscription = q.subscription
                RETURNING d.edition, d.subscription, d.content, d.attempts,
                          COALESCE(d.first_due, d.due) AS first_due)
            %s
            """
                    .formatted(DUE, Dialect.POSTGRESQL.skipLocked(), CHECK.formatted("mine"));

    private static final String MARK =
            """
            UPDATE delivery SET state = 'sending', owner = :owner
            WHERE (edition, subscription) IN (SELECT edition, subscription %s)
            RETURNING edition, subscription
            """
                    .formatted(DUE);

    private static final String LOOK =
            CHECK.formatted(
                    """
                    (SELECT edition, subscription, content, attempts,
                            COALESCE(first_due, due) AS first_due
                     FROM delivery
                     WHERE edition = :edition AND subscription IN (<subscriptions>)
                       AND state = 'sending' AND owner = :owner)
                    """);

    /** What was made its own, and what is to be known of it. */
    private record Checked(DueDelivery delivery, Optional<String> refusal, boolean stale) {}

    /** What was marked, and what was seen of it; it may be less, where it was taken away. */
    private record Taken(boolean none, List<Checked> rows) {
        List<DueDelivery> due() {
            return rows.stream()
                    .filter(row -> !row.stale() && row.refusal().isEmpty())
                    .map(Checked::delivery)
                    .toList();
        }

        List<DueDelivery> stale() {
            return rows.stream().filter(Checked::stale).map(Checked::delivery).toList();
        }

        List<Checked> refused() {
            return rows.stream().filter(row -> !row.stale() && row.refusal().isPresent()).toList();
        }
    }

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
            var taken = database.isShared() ? atOnce(place, limit) : apart(place, limit);
            var due = taken.due();
            var stopped = taken.refused().stream().map(this::cancelled).toList();
            var stale = taken.stale();
            if (!stopped.isEmpty() || !stale.isEmpty()) {
                database.change(handle -> keep(handle, stopped, stale));
            }
            // where all was set aside there may be more
            if (taken.none() || !due.isEmpty() || !stopped.isEmpty()) {
                return new Deliveries.Claimed(due, stopped.size());
            }
        }
    }

    /** By one statement, which is a transaction of its own. */
    private Taken atOnce(String place, int limit) {
        var rows =
                database.writeAtOnce(
                        handle -> queue(handle, TAKE, place, limit).map(CHECKED).list());
        return new Taken(rows.isEmpty(), rows);
    }

    /** In one transaction for each step: SQLite has one writer, and outcomes wait for it. */
    private Taken apart(String place, int limit) {
        var marked = database.write(handle -> mark(handle, place, limit));
        var rows =
                database.read(handle -> {
                    var seen = new ArrayList<Checked>();
                    marked.forEach((edition, subscriptions) ->
                            seen.addAll(look(handle, edition, subscriptions)));
                    return seen;
                });
        return new Taken(marked.isEmpty(), rows);
    }

    private Query queue(Handle handle, String statement, String place, int limit) {
        return handle.createQuery(statement.formatted(place))
                .bind("owner", owner.value())
                .bind("now", now.toEpochMilli())
                .bind("limit", limit);
    }

    private Map<Long, List<Long>> mark(Handle handle, String place, int limit) {
        return queue(handle, MARK, place, limit)
                .map((rows, context) ->
                        new Key(rows.getLong("edition"), rows.getLong("subscription")))
                .list()
                .stream()
                .collect(
                        groupingBy(
                                Key::edition, TreeMap::new, mapping(Key::subscription, toList())));
    }

    private List<Checked> look(Handle handle, long edition, List<Long> subscriptions) {
        return handle.createQuery(LOOK)
                .bind("edition", edition)
                .bind("owner", owner.value())
                .bindList("subscriptions", subscriptions)
                .map(CHECKED)
                .list();
    }

    private void keep(Handle handle, List<DeliveryOutcome> stopped, List<DueDelivery> stale) {
        stale.stream()
                .collect(groupingBy(DueDelivery::edition))
                .forEach((edition, some) -> setAside(handle, edition, some));
        Recording.of(handle, database.dialect(), owner, stopped);
        Owing.settleWhatCameBack(handle, database.dialect(), stopped, now);
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
                                    Optional.ofNullable(rows.getString(10))),
                            rows.getBoolean(12));

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

    private DeliveryOutcome cancelled(Checked row) {
        return new DeliveryOutcome(
                row.delivery().edition(),
                row.delivery().subscription(),
                DeliveryState.CANCELLED,
                DeliveryOutcome.Doubt.NONE,
                "",
                row.refusal().orElseThrow(),
                now);
    }
}
