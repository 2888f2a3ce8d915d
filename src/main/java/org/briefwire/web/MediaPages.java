package org.briefwire.web;

import java.time.Instant;
import java.util.List;
import org.briefwire.media.MediaShelf;

/** The pictures that we keep: bytes that never change, for pages, mail and feeds anywhere. */
final class MediaPages {
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final MediaShelf media;
    private final ErrorPages errors;

    MediaPages(MediaShelf media, ErrorPages errors) {
        this.media = media;
        this.errors = errors;
    }

    List<Route> routes() {
        return List.of(Route.get("/media/{hash}", this::serve));
    }

    private Response serve(Request request) {
        var hash = request.param("hash");
        var found = media.find(hash);
        if (found.isEmpty()) {
            return errors.page(404, request);
        }
        var kept = found.get();
        var etag = '"' + hash + '"';
        var isKnown = Conditions.unchanged(request, List.of(etag), Instant.MAX).isPresent();
        var response =
                isKnown
                        ? Response.of(304, kept.type(), new byte[0])
                                .with("Content-Length", Integer.toString(kept.bytes().length))
                        : Response.of(200, kept.type(), kept.bytes());
        return response.with("ETag", etag)
                .with("Cache-Control", FOR_EVER)
                .with("Cross-Origin-Resource-Policy", "cross-origin")
                .with("Access-Control-Allow-Origin", "*");
    }
}
