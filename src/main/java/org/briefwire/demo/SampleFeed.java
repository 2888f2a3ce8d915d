package org.briefwire.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.briefwire.model.BriefwireException;

/** A feed such as an agency has, served on a free port of this machine. */
final class SampleFeed implements AutoCloseable {
    private final HttpServer server;

    private SampleFeed(HttpServer server) {
        this.server = server;
    }

    static SampleFeed open() {
        try {
            var loopback = InetAddress.getLoopbackAddress();
            var server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
            var feed = Samples.bytes("feed.xml");
            server.createContext("/agency.rss", exchange -> answer(exchange, feed));
            server.start();
            return new SampleFeed(server);
        } catch (IOException e) {
            throw new BriefwireException("the sample feed can't be served: " + e.getMessage(), e);
        }
    }

    private static void answer(HttpExchange exchange, byte[] feed) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
            exchange.sendResponseHeaders(200, feed.length);
            exchange.getResponseBody().write(feed);
        }
    }

    URI address() {
        return URI.create(
                "http://127.0.0.1:%d/agency.rss".formatted(server.getAddress().getPort()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
