package org.briefwire.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.briefwire.json.Json;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Depth;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.Topics;
import org.briefwire.store.InviteOrders.Order;
import org.briefwire.store.JoinRequests.Request;
import org.briefwire.store.JoinRequests.Wish;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Who was asked, among those who wait, whether they want what somebody put them down for. Nobody is
 * asked twice, whichever process asks and wherever it is killed.
 */
public final class Invitations {
    private final Database database;

    public Invitations(Database database) {
        this.database = database;
    }

    /** Somebody to ask, and what about; the language is empty when it is not known. */
    public record Guest(EmailAddress address, String language, List<Wish> wishes) {
        public Guest {
            wishes = List.copyOf(wishes);
        }
    }

    /** A request that was made for a guest, whose mail is to be kept. */
    public record Asked(long request, Request about) {}

    /**
     * Takes the next ones of an order, and ends it when there is nobody left.
     *
     * @param lists those that there are
     * @param most of how many people
     * @param request makes the request of a guest
     */
    public List<Asked> take(
            Order order,
            List<ListId> lists,
            int most,
            Instant now,
            Function<Guest, Request> request) {
        return database.write(handle -> {
            var open = InviteOrders.lock(handle, order.id());
            if (open.isEmpty()) {
                return List.of();
            }
            var found = waiting(handle, order, lists, open.get(), most);
            if (found.isEmpty()) {
                InviteOrders.end(handle, order.id(), now);
                return List.of();
            }
            var asked = new ArrayList<Asked>();
            for (var one : guests(handle, order, lists, found)) {
                var made = request.apply(one.guest());
                asked.add(new Asked(JoinRequests.keep(handle, made), made));
                note(handle, order, one, asked.getLast().request(), now);
            }
            InviteOrders.advance(handle, order.id(), found.getLast().id());
            return List.copyOf(asked);
        });
    }

    /** What was taken and whose mail is not kept: a kill came between. */
    public List<Long> unposted() {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT DISTINCT request FROM invitation WHERE posted IS NULL"
                                        + " ORDER BY request")
                        .mapTo(Long.class)
                        .list());
    }

    /** The mail of a request is kept. */
    public void posted(long request, Instant at) {
        database.change(handle ->
                handle.createUpdate(
                                """
                                UPDATE invitation SET posted = :at
                                WHERE request = :request AND posted IS NULL
                                """)
                        .bind("at", at.toEpochMilli())
                        .bind("request", request)
                        .execute());
    }

    /** How many people an order has asked since an instant. */
    public int askedSince(Order order, Instant since) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT COUNT(DISTINCT person) FROM invitation
                                WHERE invite_order = :order AND at > :since
                                """)
                        .bind("order", order.id())
                        .bind("since", since.toEpochMilli())
                        .mapTo(Integer.class)
                        .one());
    }

    /** How many people wait whom an order would ask. */
    public long waiting(InviteOrders.Scope scope, List<ListId> lists) {
        return count(scope, lists, "COUNT(DISTINCT s.subscriber)", NEVER_ASKED + MAY_HAVE_MAIL);
    }

    /** How many people wait, and are not asked because they must get no mail. */
    public long suppressed(InviteOrders.Scope scope, List<ListId> lists) {
        return count(
                scope,
                lists,
                "COUNT(DISTINCT s.subscriber)",
                NEVER_ASKED
                        + " AND EXISTS (SELECT 1 FROM suppression x WHERE x.key_hash = p.key_hash)");
    }

    /** Of those whom an order asked, how many are on a list that they were asked about. */
    public long confirmed(Order order) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT COUNT(DISTINCT i.person) FROM invitation i
                                JOIN subscriber p ON p.key_hash = i.person
                                JOIN subscription s ON s.subscriber = p.id AND s.list = i.list
                                WHERE i.invite_order = :order AND s.state = 'active'
                                """)
                        .bind("order", order.id())
                        .mapTo(Long.class)
                        .one());
    }

    private static final String OF_A_WAITING =
            """
            FROM subscription s
            JOIN subscriber p ON p.id = s.subscriber
            JOIN choice c ON c.id = s.choice
            WHERE s.state = 'pending' AND s.list IN (<lists>)
              AND (:import = 0 OR EXISTS (
                SELECT 1 FROM subscription_event e
                WHERE e.subscription = s.id AND e.import = :origin))
            """;
    // neither by us nor by the form that they filled in themselves
    private static final String NEVER_ASKED =
            """
            AND NOT EXISTS (
                SELECT 1 FROM invitation i WHERE i.list = s.list AND i.person = p.key_hash)
            AND NOT EXISTS (
                SELECT 1 FROM join_request q JOIN join_wish w ON w.request = q.id
                WHERE q.subscriber = p.id AND w.list = s.list)
            """;
    private static final String MAY_HAVE_MAIL =
            "AND NOT EXISTS (SELECT 1 FROM suppression x WHERE x.key_hash = p.key_hash)";

    private long count(
            InviteOrders.Scope scope, List<ListId> lists, String what, String condition) {
        return database.read(
                handle -> ofWaiting(handle, what, condition, scope, lists).mapTo(Long.class).one());
    }

    /** A query of subscriptions s that wait, of subscribers p with the choice c. */
    private static Query ofWaiting(
            Handle handle,
            String what,
            String condition,
            InviteOrders.Scope scope,
            List<ListId> lists) {
        return handle.createQuery("SELECT " + what + " " + OF_A_WAITING + condition)
                .bindList("lists", scope.within(lists))
                .bind("import", scope.importNumber().orElse(0L))
                .bind("origin", Long.toString(scope.importNumber().orElse(0L)));
    }

    private record Found(long id, long subscriber) {}

    private static List<Found> waiting(
            Handle handle, Order order, List<ListId> lists, long after, int most) {
        return ofWaiting(
                        handle,
                        "s.id, s.subscriber",
                        NEVER_ASKED
                                + MAY_HAVE_MAIL
                                + " AND s.id > :after ORDER BY s.id LIMIT :most",
                        order.scope(),
                        lists)
                .bind("after", after)
                .bind("most", most)
                .map((row, _) -> new Found(row.getLong("id"), row.getLong("subscriber")))
                .list();
    }

    private record Invited(Guest guest, String person) {}

    // each person once, with every list that the order is about: one mail
    private List<Invited> guests(
            Handle handle, Order order, List<ListId> lists, List<Found> found) {
        var guests = new LinkedHashMap<String, Invited>();
        ofWaiting(
                        handle,
                        "p.address, p.language, p.key_hash, s.list, s.cadence, c.depth, c.topics",
                        NEVER_ASKED
                                + " AND s.subscriber IN "
                                + database.dialect().numbersOf("people")
                                + " ORDER BY s.subscriber, s.id",
                        order.scope(),
                        lists)
                .bind("people", Json.write(found.stream().map(Found::subscriber).toList()))
                .map((row, _) ->
                        new Invited(
                                new Guest(
                                        EmailAddress.parse(row.getString("address")),
                                        row.getString("language"),
                                        List.of(
                                                new Wish(
                                                        new ListId(row.getString("list")),
                                                        new CadenceId(row.getString("cadence")),
                                                        Depth.ofWord(row.getString("depth")),
                                                        Topics.ofWord(row.getString("topics"))))),
                                row.getString("key_hash")))
                .forEach(one -> guests.merge(one.person(), one, Invitations::together));
        return List.copyOf(guests.values());
    }

    private static Invited together(Invited one, Invited other) {
        var wishes = new ArrayList<>(one.guest().wishes());
        wishes.addAll(other.guest().wishes());
        return new Invited(
                new Guest(one.guest().address(), one.guest().language(), wishes), one.person());
    }

    private static void note(
            Handle handle, Order order, Invited invited, long request, Instant at) {
        for (var wish : invited.guest().wishes()) {
            handle.createUpdate(
                            """
                            INSERT INTO invitation (list, person, invite_order, request, at)
                            VALUES (:list, :person, :order, :request, :at)
                            """)
                    .bind("list", wish.list().value())
                    .bind("person", invited.person())
                    .bind("order", order.id())
                    .bind("request", request)
                    .bind("at", at.toEpochMilli())
                    .execute();
        }
    }
}
