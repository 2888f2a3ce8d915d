package org.briefwire.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is shown instead of a page: what happened and what helps, nothing of the inside. */
public final class ErrorPages {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private final Shell shell;

    ErrorPages(Shell shell) {
        this.shell = shell;
    }

    record View(String status, String title, String text, String home, String homeLabel) {}

    /** The page of a status: 404, 405, 410, 500, 503 and their like. */
    public Response page(int status, Request request) {
        var kind =
                switch (status) {
                    case 404, 405, 410, 503 -> Integer.toString(status);
                    default -> status < 500 ? "400" : "500";
                };
        return page(status, request, "web.error." + kind, "");
    }

    /** The page of what was withdrawn, with the reason in the desk's words. */
    Response gone(Request request, String reason) {
        return page(410, request, "web.error.410", reason);
    }

    /** The page of an edition of which nothing is left. */
    Response goneEdition(Request request) {
        return page(410, request, "web.gone.edition", "");
    }

    private Response page(int status, Request request, String key, String more) {
        try {
            var messages = shell.messagesFor(request);
            var title = messages.text(key);
            var view =
                    new View(
                            Integer.toString(status),
                            title,
                            (messages.text(key + ".text") + " " + more).strip(),
                            shell.href("/"),
                            messages.text("web.home"));
            return shell.page(
                            status,
                            Head.hidden(messages, title),
                            shell.body("web/error.html", view))
                    .with("Cache-Control", "no-store");
        } catch (RuntimeException e) {
            // a broken template must not hide what went wrong first
            LOG.error("the page of error {} fails", status, e);
            return Response.text(status, status + "\n");
        }
    }
}
