package org.briefwire.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.briefwire.config.Web;
import org.briefwire.model.BriefwireException;
import org.briefwire.store.StoreException;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web server: one virtual thread a request. Closing it lets the requests under way finish, for
 * up to ten seconds.
 */
public final class Site implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Site.class);
    private static final long STOP_MILLIS = 10_000;
    private static final long LARGEST_BODY = 64 * 1024;

    private final Web web;
    private final ErrorPages errors;
    private final Javalin server;

    /**
     * A server that is not started yet.
     *
     * @param routes of two for the same path and method the last one counts
     */
    public Site(Web web, ErrorPages errors, List<Route> routes) {
        this.web = web;
        this.errors = errors;
        this.server = Javalin.create(config -> configure(config, routes));
    }

    /**
     * Starts to listen.
     *
     * @return the port: the configured one, or the free one that was found
     */
    public int start() {
        try {
            return server.start(web.host(), web.port()).port();
        } catch (JavalinBindException e) {
            throw new BriefwireException(
                    "web.listen %s:%d: another program listens there; port 0 takes any free one"
                            .formatted(web.host(), web.port()),
                    e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }

    private void configure(JavalinConfig config, List<Route> routes) {
        config.concurrency.useVirtualThreads = true;
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = LARGEST_BODY;
        config.jetty.modifyServer(Site::prepare);
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        var pages = new LinkedHashMap<String, Map<Route.Method, Page>>();
        for (var route : routes) {
            pages.computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
                    .put(route.method(), route.page());
        }
        pages.forEach((path, methods) -> register(config, path, methods));
        // what Javalin itself refuses: an unknown path or method, a body that is too large
        config.routes.exception(HttpResponseException.class, this::refuse);
        config.routes.error(
                404,
                context -> {
                    if (!Exchange.isAnswered(context)) {
                        answer(request -> errors.page(404, request), context);
                    }
                });
    }

    private static void prepare(Server server) {
        server.setStopTimeout(STOP_MILLIS);
        server.insertHandler(new GracefulHandler());
        server.setErrorHandler(new LastResort());
    }

    private void register(JavalinConfig config, String path, Map<Route.Method, Page> pages) {
        var allowed = new TreeSet<String>();
        pages.keySet().forEach(method -> allowed.add(method.name()));
        if (pages.containsKey(Route.Method.GET)) {
            allowed.add("HEAD");
        }
        for (var method : HandlerType.commonHttp()) {
            var name = method.equals(HandlerType.HEAD) ? "GET" : method.name();
            var page =
                    pages.entrySet().stream()
                            .filter(entry -> entry.getKey().name().equals(name))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElse(request ->
                                    errors.page(405, request)
                                            .with("Allow", String.join(", ", allowed)));
            config.routes.addHttpHandler(method, path, context -> answer(page, context));
        }
    }

    private void answer(Page page, Context context) {
        var path = context.path();
        if (path.length() > 1 && path.endsWith("/") && Exchange.isReading(context)) {
            Exchange.write(elsewhere(path), context);
            return;
        }
        var request = Exchange.read(context);
        try {
            Exchange.write(page.answer(request), context);
        } catch (StoreException e) {
            LOG.warn("{} {}: {}", context.method(), path, e.getMessage());
            Exchange.write(errors.page(503, request).with("Retry-After", "60"), context);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", context.method(), path, e);
            Exchange.write(errors.page(500, request), context);
        }
    }

    /** One address for one page. Never another host: '//' at the beginning would name one. */
    private static Response elsewhere(String path) {
        return Response.empty(301).with("Location", "/" + path.replaceAll("^/+|/+$", ""));
    }

    private void refuse(HttpResponseException refusal, Context context) {
        Exchange.write(errors.page(refusal.getStatus(), Exchange.readHead(context)), context);
    }
}
