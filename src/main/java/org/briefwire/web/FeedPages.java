package org.briefwire.web;

import java.util.ArrayList;
import java.util.List;
import org.briefwire.config.Config;
import org.briefwire.config.NewsList;
import org.briefwire.model.Ids;
import org.briefwire.model.ListId;
import org.briefwire.syndicate.FeedFormat;
import org.briefwire.syndicate.FeedShelf;

/** Feeds as HTTP wants them served: from the shelf, and 304 when a reader has the bytes already. */
final class FeedPages {
    private final FeedShelf shelf;
    private final Config config;
    private final ErrorPages errors;

    FeedPages(FeedShelf shelf, Config config, ErrorPages errors) {
        this.shelf = shelf;
        this.config = config;
        this.errors = errors;
    }

    List<Route> routes() {
        var routes = new ArrayList<Route>();
        for (var format : FeedFormat.values()) {
            var name = "feed." + format.extension();
            routes.add(Route.get("/" + name, request -> serve(name, format, request)));
            for (var folder : List.of("lists", "editions", "topics")) {
                routes.add(
                        Route.get(
                                "/%s/{id}/%s".formatted(folder, name),
                                request -> {
                                    var id = request.param("id");
                                    return mayShow(folder, id)
                                            ? serve(folder + "/" + id + "/" + name, format, request)
                                            : errors.page(404, request);
                                }));
            }
        }
        return routes;
    }

    private boolean mayShow(String folder, String id) {
        if (!Ids.isId(id)) {
            return false;
        }
        return folder.equals("topics")
                || config.list(new ListId(id))
                        .filter(list -> list.visibility() == NewsList.Visibility.PUBLIC)
                        .isPresent();
    }

    private Response serve(String file, FeedFormat format, Request request) {
        var found = shelf.find(file);
        if (found.isEmpty()) {
            return errors.page(404, request);
        }
        var feed = found.get();
        var gzip = Conditions.acceptsGzip(request.header("Accept-Encoding"));
        var etag = gzip ? feed.gzippedEtag() : feed.etag();
        var fresh =
                Conditions.unchanged(
                        request,
                        List.of(etag, gzip ? feed.etag() : feed.gzippedEtag()),
                        feed.modified());
        // a cache takes over what a 304 says of the type (RFC 9111 section 3.2)
        var response =
                fresh.isPresent()
                        ? Response.of(304, format.contentType(), new byte[0])
                        : Response.of(
                                200, format.contentType(), gzip ? feed.gzipped() : feed.plain());
        if (fresh.isEmpty() && gzip) {
            response = response.with("Content-Encoding", "gzip");
        }
        if (fresh.isPresent()) {
            // what the answer in full would have, or nothing (RFC 9110 section 8.6); Jetty adds 0
            var length = gzip ? feed.gzipped().length : feed.plain().length;
            response = response.with("Content-Length", Integer.toString(length));
        }
        return response.with("ETag", fresh.orElse(etag))
                .with("Last-Modified", Conditions.httpDate(feed.modified()))
                .with("Cache-Control", "public, max-age=900, stale-while-revalidate=3600")
                .with("Vary", "Accept-Encoding")
                .with("Access-Control-Allow-Origin", "*");
    }
}
