package org.briefwire.web;

import java.util.List;
import java.util.Locale;
import org.briefwire.audience.Inlet;
import org.briefwire.model.Secret;

/** Where a mail system posts mails that came back, one a request, if it knows the token. */
public final class BounceDoor {
    private static final String PATH = "/api/v1/bounces";
    private static final int LONGEST = 2 * 1024 * 1024;

    private final Bearer bearer;
    private final Inlet.Taker taker;

    public BounceDoor(Secret token, Inlet.Taker taker) {
        this.bearer = new Bearer(token);
        this.taker = taker;
    }

    /** Where it is. */
    public List<Route> routes() {
        return List.of(Route.post(PATH, this::take));
    }

    private Response take(Request request) {
        if (!bearer.fits(request)) {
            return Response.text(401, "bounces.token is needed: Authorization: Bearer TOKEN\n")
                    .with("WWW-Authenticate", "Bearer");
        }
        var type = request.header("Content-Type").toLowerCase(Locale.ROOT);
        if (!type.startsWith("message/rfc822")) {
            return Response.text(415, "send the mail as it came, as message/rfc822\n");
        }
        var raw = request.body().first(LONGEST);
        if (raw.length == 0) {
            return Response.text(400, "there is no mail in it\n");
        }
        taker.take(raw, "http");
        return Response.text(200, "kept\n").with("Cache-Control", "no-store");
    }
}
