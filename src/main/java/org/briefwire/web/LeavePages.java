package org.briefwire.web;

import java.time.InstantSource;
import java.util.List;
import org.briefwire.audience.Leave;
import org.briefwire.link.Links;
import org.briefwire.link.Purpose;
import org.briefwire.message.Messages;

/** Leaving a list: reading the page changes nothing, one click or one POST (RFC 8058) does. */
final class LeavePages {
    private static final String ONE_CLICK = "List-Unsubscribe";

    private final Links links;
    private final Leave leave;
    private final InstantSource clock;
    private final Shell shell;

    LeavePages(Links links, Leave leave, InstantSource clock, Shell shell) {
        this.links = links;
        this.leave = leave;
        this.clock = clock;
        this.shell = shell;
    }

    record View(String title, String text, String button, String home, String homeLabel) {}

    List<Route> routes() {
        return List.of(
                Route.get("/unsubscribe/{token}", this::ask),
                Route.post("/unsubscribe/{token}", this::leave));
    }

    private Response ask(Request request) {
        var messages = shell.messagesFor(request);
        return isOurs(request) ? page(200, messages, "ask") : page(404, messages, "broken");
    }

    private Response leave(Request request) {
        var messages = shell.messagesFor(request);
        var subscription = links.subscriptionOf(request.param("token"), Purpose.UNSUBSCRIBE);
        if (subscription.isEmpty()) {
            return page(404, messages, "broken");
        }
        var oneClick = "One-Click".equalsIgnoreCase(request.form().getOrDefault(ONE_CLICK, ""));
        if (!oneClick && !request.form().containsKey("leave")) {
            return page(400, messages, "ask");
        }
        leave.unsubscribe(subscription.get(), oneClick ? "one-click" : "page", clock.instant());
        return page(200, messages, "done");
    }

    private boolean isOurs(Request request) {
        return links.subscriptionOf(request.param("token"), Purpose.UNSUBSCRIBE).isPresent();
    }

    private Response page(int status, Messages messages, String what) {
        var title = messages.text("web.leave.%s".formatted(what));
        var view =
                new View(
                        title,
                        messages.text("web.leave.%s.text".formatted(what)),
                        what.equals("ask") ? messages.text("web.leave.button") : "",
                        shell.href("/"),
                        messages.text("web.home"));
        return shell.page(status, Head.hidden(messages, title), shell.body("web/leave.html", view))
                .with("Cache-Control", "no-store")
                .with("Referrer-Policy", "no-referrer");
    }
}
