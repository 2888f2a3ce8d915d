package org.briefwire.web;

import java.util.List;
import org.briefwire.audience.Join;
import org.briefwire.message.Messages;

/** Confirming: reading the page changes nothing, its one button does, once. */
final class ConfirmPages {
    private final Join join;
    private final Shell shell;

    ConfirmPages(Join join, Shell shell) {
        this.join = join;
        this.shell = shell;
    }

    record View(
            String title,
            String text,
            String button,
            String again,
            String againLabel,
            String home,
            String homeLabel) {}

    List<Route> routes() {
        return List.of(
                Route.get("/confirm/{token}", this::look),
                Route.post("/confirm/{token}", this::confirm));
    }

    private Response look(Request request) {
        return switch (join.look(request.param("token"))) {
            case JOINED -> page(200, request, "ask");
            case BEFORE -> page(200, request, "before");
            case EXPIRED -> page(410, request, "expired");
            case BROKEN -> page(404, request, "broken");
        };
    }

    private Response confirm(Request request) {
        if (!request.form().containsKey("confirm")) {
            return look(request);
        }
        return switch (join.confirm(request.param("token"))) {
            case JOINED -> page(200, request, "done");
            case BEFORE -> page(200, request, "before");
            case EXPIRED -> page(410, request, "expired");
            case BROKEN -> page(404, request, "broken");
        };
    }

    private Response page(int status, Request request, String what) {
        Messages messages = shell.messagesFor(request);
        var key = "web.confirm." + what;
        var titles = String.join(", ", join.titles(request.param("token")));
        var title = messages.text(key);
        var text =
                switch (what) {
                    case "ask", "done" -> messages.text(key + ".text", titles);
                    default -> messages.text(key + ".text");
                };
        var view =
                new View(
                        title,
                        text,
                        what.equals("ask") ? messages.text("web.confirm.button") : "",
                        what.equals("expired") ? shell.href("/subscribe") : "",
                        messages.text("web.join"),
                        shell.href("/"),
                        messages.text("web.home"));
        return shell.page(
                        status, Head.hidden(messages, title), shell.body("web/confirm.html", view))
                .with("Cache-Control", "no-store")
                .with("Referrer-Policy", "no-referrer");
    }
}
