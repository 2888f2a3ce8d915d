package org.briefwire.web;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.briefwire.model.Secret;

/** Where Prometheus collects the figures: from this machine, or with a token from any other. */
public final class MetricsDoor {
    private static final String PATH = "/metrics";

    private final Optional<Bearer> bearer;
    private final String contentType;
    private final Supplier<String> figures;

    /**
     * A door.
     *
     * @param token none: only this machine may look
     */
    public MetricsDoor(Optional<Secret> token, String contentType, Supplier<String> figures) {
        this.bearer = token.map(Bearer::new);
        this.contentType = contentType;
        this.figures = figures;
    }

    /** Where it is. */
    public List<Route> routes() {
        return List.of(Route.get(PATH, this::show));
    }

    private Response show(Request request) {
        if (bearer.filter(known -> known.fits(request)).isEmpty() && !isOfThisMachine(request)) {
            return Response.text(
                            401,
                            "web.metrics-token is needed from elsewhere: Authorization: Bearer"
                                    + " TOKEN\n")
                    .with("WWW-Authenticate", "Bearer");
        }
        return Response.of(200, contentType, figures.get().getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }

    /** Not by way of a proxy, which may stand on this machine and speak for anybody. */
    private static boolean isOfThisMachine(Request request) {
        if (!request.header("X-Forwarded-For").isEmpty()
                || !request.header("Forwarded").isEmpty()
                || !request.header("Via").isEmpty()) {
            return false;
        }
        try {
            return InetAddress.ofLiteral(request.peer().replaceAll("[\\[\\]]", ""))
                    .isLoopbackAddress();
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
