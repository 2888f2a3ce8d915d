package org.briefwire.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A web server on loopback that answers as it is told, well or badly, and notes who asked. */
public final class FeedServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, ArrayDeque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    private FeedServer(HttpServer server) {
        this.server = server;
    }

    public static FeedServer start() {
        try {
            var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var feedServer = new FeedServer(HttpServer.create(loopback, 0));
            feedServer.server.createContext("/", feedServer::serve);
            feedServer.server.setExecutor(feedServer.threads);
            feedServer.server.start();
            return feedServer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request as it came: the names of its headers in small letters. */
    public record Received(String path, Map<String, String> headers) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** How to answer. */
    public sealed interface Answer {
        /** A whole answer. */
        record Whole(int status, Map<String, String> headers, byte[] body) implements Answer {}

        /** Some bytes, again and again, as fast or slowly as said, until nobody reads. */
        record Endless(byte[] piece, long pauseMillis) implements Answer {}

        static Answer ok(String body, String... headers) {
            return new Whole(200, pairs(headers), body.getBytes(UTF_8));
        }

        static Answer status(int status, String... headers) {
            return new Whole(status, pairs(headers), new byte[0]);
        }

        static Answer gzip(byte[] body) {
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                gzip.write(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Whole(200, Map.of("Content-Encoding", "gzip"), packed.toByteArray());
        }

        private static Map<String, String> pairs(String... headers) {
            var map = new HashMap<String, String>();
            for (var i = 0; i < headers.length; i += 2) {
                map.put(headers[i], headers[i + 1]);
            }
            return map;
        }
    }

    public URI at(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    /** Answers at a path from now on, one after the other; the last one again and again. */
    public void answer(String path, Answer... some) {
        answers.put(path, new ArrayDeque<>(List.of(some)));
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    private void serve(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(Locale.ROOT), values.getLast()));
        received.add(new Received(path, headers));
        switch (next(path)) {
            case Answer.Whole whole -> {
                whole.headers().forEach(exchange.getResponseHeaders()::set);
                var isBodiless = whole.body().length == 0 || whole.status() == 304;
                exchange.sendResponseHeaders(whole.status(), isBodiless ? -1 : whole.body().length);
                if (!isBodiless) {
                    exchange.getResponseBody().write(whole.body());
                }
                exchange.close();
            }
            case Answer.Endless endless -> {
                exchange.sendResponseHeaders(200, 0);
                send(endless, exchange);
            }
        }
    }

    private static void send(Answer.Endless endless, HttpExchange exchange) {
        try (exchange) {
            while (true) {
                exchange.getResponseBody().write(endless.piece());
                exchange.getResponseBody().flush();
                Thread.sleep(endless.pauseMillis());
            }
        } catch (IOException nobodyReads) {
            // as it was meant to end
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer next(String path) {
        var queue = answers.get(path);
        if (queue == null) {
            return Answer.status(404);
        }
        synchronized (queue) {
            return queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
