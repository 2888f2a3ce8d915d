package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.briefwire.json.Json;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.Depth;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.SubscriberId;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.SubscriptionState;
import org.briefwire.model.Topics;
import org.jdbi.v3.core.statement.Query;

/** Subscribers as they stand, read. */
public final class Subscribers {
    private static final int PAGE = 500;
    private static final String SELECT =
            """
            SELECT p.id, p.address, p.name, p.language, p.zone, s.id AS subscription, s.list,
                   s.state, s.cadence, c.depth, c.topics, c.language AS chosen
            FROM subscriber p
            LEFT JOIN subscription s ON s.subscriber = p.id
            LEFT JOIN choice c ON c.id = s.choice
            """;

    private final Database database;

    public Subscribers(Database database) {
        this.database = database;
    }

    /** Those of the addresses that are known, by the addresses' keys. */
    public Map<String, Subscriber> known(Collection<EmailAddress> addresses) {
        if (addresses.isEmpty()) {
            return Map.of();
        }
        var keys = addresses.stream().map(EmailAddress::key).distinct().toList();
        return database
                .read(handle ->
                        gathered(
                                handle.createQuery(
                                                SELECT
                                                        + " WHERE p.address_key IN "
                                                        + database.dialect().elementsOf("keys")
                                                        + " ORDER BY p.id, s.list")
                                        .bind("keys", Json.write(keys))))
                .stream()
                .collect(
                        Collectors.toMap(
                                subscriber -> subscriber.person().address().key(),
                                subscriber -> subscriber));
    }

    /** The hashes of the addresses that get no mail, among these. */
    public Set<String> suppressed(Collection<EmailAddress> addresses) {
        return database.read(handle ->
                Set.copyOf(
                        handle.createQuery(
                                        "SELECT key_hash FROM suppression WHERE key_hash IN "
                                                + database.dialect().elementsOf("hashes"))
                                .bind(
                                        "hashes",
                                        Json.write(
                                                addresses.stream()
                                                        .map(EmailAddress::keyHash)
                                                        .toList()))
                                .mapTo(String.class)
                                .list()));
    }

    public Optional<Subscriber> find(EmailAddress address) {
        return known(List.of(address)).values().stream().findFirst();
    }

    /**
     * Shows subscribers in the order in which they were added, a page at a time, so that no
     * transaction waits for who looks.
     */
    public void each(int limit, Consumer<Subscriber> consumer) {
        var left = limit;
        var after = 0L;
        while (left > 0) {
            var page = page(after, Math.min(left, PAGE));
            if (page.isEmpty()) {
                return;
            }
            page.forEach(consumer);
            left -= page.size();
            after = page.getLast().id().value();
        }
    }

    private List<Subscriber> page(long after, int size) {
        return database.read(handle ->
                gathered(
                        handle.createQuery(
                                        SELECT
                                                + """
                                                WHERE p.id IN (
                                                    SELECT id FROM subscriber WHERE id > :after
                                                    ORDER BY id LIMIT :size)
                                                ORDER BY p.id, s.list
                                                """)
                                .bind("after", after)
                                .bind("size", size)));
    }

    private static List<Subscriber> gathered(Query query) {
        var rows = query.map((row, _) -> row(row)).list();
        Map<SubscriberId, List<Row>> subscribers =
                rows.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Row::id, LinkedHashMap::new, Collectors.toList()));
        var result = new ArrayList<Subscriber>();
        subscribers.forEach((id, own) ->
                result.add(
                        new Subscriber(
                                id,
                                own.getFirst().person(),
                                own.stream().flatMap(row -> row.standing().stream()).toList())));
        return result;
    }

    private record Row(SubscriberId id, Person person, Optional<Standing> standing) {}

    private static Row row(ResultSet row) throws SQLException {
        return new Row(new SubscriberId(row.getLong("id")), person(row), standing(row));
    }

    static Person person(ResultSet row) throws SQLException {
        return new Person(
                EmailAddress.parse(row.getString("address")),
                row.getString("name"),
                row.getString("language"),
                row.getString("zone"));
    }

    private static Optional<Standing> standing(ResultSet row) throws SQLException {
        var id = row.getLong("subscription");
        if (row.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(
                new Standing(
                        new SubscriptionId(id),
                        new ListId(row.getString("list")),
                        SubscriptionState.ofWord(row.getString("state")),
                        new CadenceId(row.getString("cadence")),
                        new Choice(
                                Depth.ofWord(row.getString("depth")),
                                Topics.ofWord(row.getString("topics")),
                                row.getString("chosen"))));
    }
}
