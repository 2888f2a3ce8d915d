package org.briefwire.web;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The small things: style sheet, icon, robots, health. */
final class PlainPages {
    private static final String ICON =
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">\
            <rect width="32" height="32" rx="6" fill="#b3261e"/>\
            <path d="M9 9h14M9 15h14M9 21h9" stroke="#fff" stroke-width="3" stroke-linecap="round"/>\
            </svg>
            """;

    private final Library library;
    private final Shell shell;

    PlainPages(Library library, Shell shell) {
        this.library = library;
        this.shell = shell;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/style/" + shell.styleName(), request -> style()),
                Route.get("/favicon.svg", request -> icon()),
                Route.get("/favicon.ico", request -> icon()),
                Route.get("/robots.txt", request -> robots()),
                Route.get("/health/live", request -> healthy()),
                Route.get("/health/ready", request -> ready()));
    }

    private Response style() {
        return Response.of(
                        200,
                        "text/css; charset=utf-8",
                        shell.style().getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "public, max-age=31536000, immutable");
    }

    private static Response icon() {
        return Response.of(200, "image/svg+xml", ICON.getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "public, max-age=86400");
    }

    private static Response robots() {
        return Response.text(
                        200,
                        "User-agent: *\nDisallow: /unsubscribe/\nDisallow: /confirm/\nDisallow: /approve/\n")
                .with("Cache-Control", "public, max-age=3600");
    }

    private static Response healthy() {
        return Response.text(200, "ok\n").with("Cache-Control", "no-store");
    }

    /** A database that is gone makes a StoreException of it, and that a 503. */
    private Response ready() {
        return library.archive().head() < 0 ? Response.empty(503) : healthy();
    }
}
