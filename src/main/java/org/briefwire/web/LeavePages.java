package org.briefwire.web;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.briefwire.link.Links;
import org.briefwire.link.Purpose;
import org.briefwire.message.Messages;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.SubscriptionState;
import org.briefwire.store.Preferences.Line;
import org.briefwire.store.Preferences.Sheet;

/** Leaving: reading the page changes nothing, one click or one POST (RFC 8058) does. */
final class LeavePages {
    private static final String ONE_CLICK = "List-Unsubscribe";

    private final Services services;
    private final Links links;
    private final InstantSource clock;
    private final Shell shell;

    LeavePages(Services services, Links links, InstantSource clock, Shell shell) {
        this.services = services;
        this.links = links;
        this.clock = clock;
        this.shell = shell;
    }

    /**
     * What the page shows; what is empty is left out.
     *
     * @param button leaves this list
     * @param all leaves every list, for those who are on several
     */
    record View(
            String label,
            String title,
            String text,
            String button,
            String all,
            String choose,
            String chooseLabel,
            String home,
            String homeLabel) {}

    List<Route> routes() {
        return List.of(
                Route.get("/unsubscribe/{token}", this::ask),
                Route.post("/unsubscribe/{token}", this::leave));
    }

    private Response ask(Request request) {
        var subscription = subscription(request);
        if (subscription.isEmpty()) {
            return broken(request);
        }
        var id = subscription.get();
        var sheet = services.choose().of(id);
        var messages = messages(sheet, request);
        return sheet.filter(one -> isOn(one, id))
                .map(one -> question(200, one, id, messages))
                .orElseGet(() -> done(id, sheet, messages, ""));
    }

    private Response leave(Request request) {
        var subscription = subscription(request);
        if (subscription.isEmpty()) {
            return broken(request);
        }
        var id = subscription.get();
        var sheet = services.choose().of(id);
        var messages = messages(sheet, request);
        var form = request.form();
        if ("One-Click".equalsIgnoreCase(form.getOrDefault(ONE_CLICK, ""))) {
            services.leave().unsubscribe(id, "one-click", clock.instant());
            return done(id, sheet, messages, "");
        }
        return switch (form.getOrDefault("leave", "")) {
            case "this" -> {
                services.leave().unsubscribe(id, "page", clock.instant());
                yield done(id, sheet, messages, "");
            }
            case "all" -> {
                services.leave().unsubscribeFromAll(id, "page, all lists", clock.instant());
                yield done(id, sheet, messages, ".all");
            }
            default ->
                    sheet.map(one -> question(400, one, id, messages))
                            .orElseGet(() -> done(id, sheet, messages, ""));
        };
    }

    private Optional<SubscriptionId> subscription(Request request) {
        return links.subscriptionOf(request.param("token"), Purpose.UNSUBSCRIBE);
    }

    private Messages messages(Optional<Sheet> sheet, Request request) {
        return sheet.map(one -> one.person().language())
                .filter(language -> !language.isEmpty())
                .map(shell::messagesIn)
                .orElseGet(() -> shell.messagesFor(request));
    }

    private static boolean isOn(Sheet sheet, SubscriptionId subscription) {
        return line(sheet, subscription)
                .filter(line -> line.state() != SubscriptionState.UNSUBSCRIBED)
                .isPresent();
    }

    private static Optional<Line> line(Sheet sheet, SubscriptionId subscription) {
        return sheet.lines().stream().filter(line -> line.id().equals(subscription)).findFirst();
    }

    private Response question(int status, Sheet sheet, SubscriptionId id, Messages messages) {
        var several =
                sheet.lines().stream()
                                .filter(line -> line.state() == SubscriptionState.ACTIVE)
                                .count()
                        > 1;
        return page(
                status,
                messages,
                new View(
                        title(sheet, id),
                        messages.text("web.leave.ask"),
                        messages.text("web.leave.ask.text"),
                        messages.text("web.leave.button"),
                        several ? messages.text("web.leave.all") : "",
                        links.preferences(id),
                        messages.text("web.leave.fewer"),
                        shell.href("/"),
                        messages.text("web.home")));
    }

    private Response done(
            SubscriptionId id, Optional<Sheet> sheet, Messages messages, String which) {
        return page(
                200,
                messages,
                new View(
                        which.isEmpty() ? sheet.map(one -> title(one, id)).orElse("") : "",
                        messages.text("web.leave.done"),
                        messages.text("web.leave.done%s.text".formatted(which)),
                        "",
                        "",
                        sheet.isPresent() ? links.preferences(id) : "",
                        messages.text("web.leave.back"),
                        shell.href("/"),
                        messages.text("web.home")));
    }

    private String title(Sheet sheet, SubscriptionId id) {
        return line(sheet, id).map(line -> shell.titleOf(line.list())).orElse("");
    }

    private Response broken(Request request) {
        var messages = shell.messagesFor(request);
        return page(
                404,
                messages,
                new View(
                        "",
                        messages.text("web.leave.broken"),
                        messages.text("web.leave.broken.text"),
                        "",
                        "",
                        "",
                        "",
                        shell.href("/"),
                        messages.text("web.home")));
    }

    private Response page(int status, Messages messages, View view) {
        return shell.page(
                        status,
                        Head.hidden(messages, view.title()),
                        shell.body("web/leave.html", view))
                .with("Cache-Control", "no-store")
                .with("Referrer-Policy", "no-referrer");
    }
}
