package org.briefwire.audience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.briefwire.config.Config;
import org.briefwire.config.NewsList;
import org.briefwire.model.ListId;
import org.briefwire.store.Invitations;
import org.briefwire.store.Invitations.Guest;
import org.briefwire.store.InviteOrders;
import org.briefwire.store.InviteOrders.Order;
import org.briefwire.store.InviteOrders.Scope;
import org.briefwire.store.JoinRequests;
import org.briefwire.store.JoinRequests.Request;
import org.briefwire.store.JoinRequests.Wish;

/**
 * Asks people whom an import put down, and who wait since, whether they want it: each once, at a
 * pace, and never one who must get no mail. An order goes on wherever it was, in whichever process
 * has the time. Safe for use by many threads and processes.
 */
public final class Invite {
    /** Where those come from who confirm. */
    static final String FORM = "invitation";

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MINUTES = 60;
    private static final int CHUNK = 50;

    private final Config config;
    private final Parts parts;
    private final InstantSource clock;

    /** What inviting is made of. */
    public record Parts(
            InviteOrders orders, Invitations invitations, JoinRequests requests, JoinMails mails) {}

    public Invite(Config config, Parts parts, InstantSource clock) {
        this.config = config;
        this.parts = parts;
        this.clock = clock;
    }

    /**
     * How an order stands.
     *
     * @param asked people so far
     * @param waiting people whom it would still ask
     * @param suppressed people who wait and are left alone, because they must get no mail
     */
    public record Status(Order order, long asked, long confirmed, long waiting, long suppressed) {}

    /** Orders that those who wait are asked, or changes the pace; asks nobody yet. */
    public Order order(Scope scope, int perHour) {
        return parts.orders().give(scope, perHour, clock.instant());
    }

    /** Asks those whose turn it is, of all orders; answers how many people. */
    public int goOn() {
        parts.invitations().unposted().forEach(this::postAgain);
        return parts.orders().open().stream().mapToInt(this::goOn).sum();
    }

    private int goOn(Order order) {
        var total = 0;
        for (var most = allowed(order); most > 0; most = allowed(order)) {
            var asked =
                    parts.invitations()
                            .take(
                                    order,
                                    lists(),
                                    Math.min(most, CHUNK),
                                    clock.instant(),
                                    this::request);
            if (asked.isEmpty()) {
                return total;
            }
            asked.forEach(one -> post(one.request(), one.about()));
            total += asked.size();
        }
        return total;
    }

    // evenly over the hour, by minutes
    private int allowed(Order order) {
        var now = clock.instant();
        var inHour = parts.invitations().askedSince(order, now.minus(HOUR));
        var inMinute = parts.invitations().askedSince(order, now.minus(MINUTE));
        var perMinute = Math.ceilDiv(order.perHour(), MINUTES);
        return Math.min(order.perHour() - inHour, perMinute - inMinute);
    }

    private Request request(Guest guest) {
        var now = clock.instant();
        var language =
                guest.language().isEmpty() ? config.publication().language() : guest.language();
        var wishes = guest.wishes().stream().map(this::possible).toList();
        return new Request(
                guest.address(),
                now,
                now.plus(Join.LASTS),
                FORM,
                language,
                parts.mails().invitationText(language, wishes),
                wishes);
    }

    // a cadence that there is no more becomes the list's first
    private Wish possible(Wish wish) {
        var list = config.list(wish.list()).orElseThrow();
        return list.cadence(wish.cadence()).isPresent()
                ? wish
                : new Wish(wish.list(), list.firstCadence().id(), wish.depth(), wish.topics());
    }

    private void postAgain(long request) {
        parts.requests()
                .find(request)
                .ifPresentOrElse(
                        kept -> post(request, kept.request()),
                        () -> parts.invitations().posted(request, clock.instant()));
    }

    private void post(long id, Request request) {
        parts.mails().invite(new JoinMails.Invitation(id, request, JoinMails.Case.INVITED));
        parts.invitations().posted(id, clock.instant());
    }

    /** How each order stands, the newest first. */
    public List<Status> all() {
        return parts.orders().all().stream().map(this::status).toList();
    }

    /** How an order stands. */
    public Status status(Order order) {
        var isOver = order.ended().isPresent();
        return new Status(
                order,
                parts.invitations().askedSince(order, Instant.EPOCH),
                parts.invitations().confirmed(order),
                isOver ? 0 : parts.invitations().waiting(order.scope(), lists()),
                isOver ? 0 : parts.invitations().suppressed(order.scope(), lists()));
    }

    /** How an order would stand; nothing is kept. */
    public Status rehearse(Scope scope, int perHour) {
        return status(new Order(0, scope, perHour, clock.instant(), Optional.empty()));
    }

    /** Ends an order; answers false when there is no such open one. */
    public boolean stop(long order) {
        return parts.orders().stop(order, clock.instant());
    }

    private List<ListId> lists() {
        return config.lists().stream().map(NewsList::id).toList();
    }
}
