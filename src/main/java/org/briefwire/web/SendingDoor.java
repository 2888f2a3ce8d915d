package org.briefwire.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a watcher asks whether mail is being sent: pages may be served well without. */
public final class SendingDoor {
    private final Supplier<Optional<String>> trouble;

    /**
     * A door.
     *
     * @param trouble what keeps mail from being sent, in words for anybody
     */
    public SendingDoor(Supplier<Optional<String>> trouble) {
        this.trouble = trouble;
    }

    /** Where it is. */
    public List<Route> routes() {
        return List.of(Route.get("/health/sending", request -> show()));
    }

    private Response show() {
        return trouble.get()
                .map(words -> Response.text(503, words + "\n"))
                .orElseGet(() -> Response.text(200, "ok\n"))
                .with("Cache-Control", "no-store");
    }
}
