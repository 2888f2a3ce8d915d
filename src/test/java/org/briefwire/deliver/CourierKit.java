package org.briefwire.deliver;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.briefwire.compose.Octets;
import org.briefwire.config.SmtpServer;
import org.briefwire.config.WarmUp;
import org.briefwire.dns.Dns;
import org.briefwire.link.Keys;
import org.briefwire.link.Links;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Secret;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestKeys;
import org.briefwire.watch.Metrics;

/** Couriers for tests, and an ear for what they tell. */
final class CourierKit {
    static final Patience SHORT =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20));

    static final Links LINKS =
            new Links(
                    TestConfigs.publication("https://news.example.org"),
                    Keys.of(new Secret("a-secret-of-the-tests-own")));

    private CourierKit() {}

    /** A server in the config, one connection, without TLS. */
    static SmtpServer server(SmtpServerStub stub) {
        return server("main", stub, 1);
    }

    static SmtpServer server(String id, SmtpServerStub stub, int connections) {
        return new SmtpServer(
                id,
                "localhost",
                stub.port(),
                SmtpServer.Tls.NONE,
                "",
                new Secret(""),
                connections,
                SmtpServer.Terms.NONE,
                EmailAddress.parse("bounces@news.example.org"),
                List.of());
    }

    static SmtpServer secured(SmtpServer server, SmtpServer.Tls tls) {
        return new SmtpServer(
                server.id(),
                server.host(),
                server.port(),
                tls,
                server.user(),
                server.password(),
                server.connections(),
                server.terms(),
                server.returnPath(),
                server.onlyTo());
    }

    static SmtpServer withLogin(SmtpServer server, String user, String password) {
        return new SmtpServer(
                server.id(),
                server.host(),
                server.port(),
                server.tls(),
                user,
                new Secret(password),
                server.connections(),
                server.terms(),
                server.returnPath(),
                server.onlyTo());
    }

    static SmtpServer limited(SmtpServer server, SmtpServer.Terms terms, List<String> onlyTo) {
        return new SmtpServer(
                server.id(),
                server.host(),
                server.port(),
                server.tls(),
                server.user(),
                server.password(),
                server.connections(),
                terms,
                server.returnPath(),
                onlyTo);
    }

    /** From the day of the tests' mail on so many, doubled each day up to a thousand. */
    static SmtpServer warmingUp(SmtpServer server, int messages) {
        return limited(
                server,
                new SmtpServer.Terms(
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.of(new WarmUp(LocalDate.of(2026, 11, 24), messages, 2, 1000))),
                List.of());
    }

    /** How many recipients a server was asked to take. */
    static long rcpts(SmtpServerStub server) {
        return server.introductions().stream().filter(line -> line.startsWith("RCPT")).count();
    }

    static SmtpServer weighing(SmtpServer server, int weight) {
        return limited(
                server,
                new SmtpServer.Terms(
                        Optional.empty(),
                        OptionalInt.of(weight),
                        OptionalInt.empty(),
                        Optional.empty()),
                List.of());
    }

    static SmtpCourier courier(SmtpServer server) {
        return courier(server, SHORT);
    }

    static SmtpCourier courier(SmtpServer server, Patience patience) {
        return new SmtpCourier(
                server,
                TestKeys.localhost().context().getSocketFactory(),
                patience,
                new Pace(Optional.empty()));
    }

    /** What a dispatch needs, without DNS. */
    static Equipment equipment(InstantSource clock, Metrics metrics) {
        return new Equipment(
                clock,
                new Random(1),
                TestKeys.localhost().context().getSocketFactory(),
                SHORT,
                Dns.off("a test"),
                metrics);
    }

    /** A small message to each address. */
    static List<Envelope> to(String... addresses) {
        var envelopes = new ArrayList<Envelope>();
        for (var address : addresses) {
            envelopes.add(
                    new Envelope(
                            new Parcel.Trial(Instant.EPOCH),
                            EmailAddress.parse(address),
                            () -> Octets.copyOf(message(address), 0)));
        }
        return envelopes;
    }

    static List<Envelope> many(int count) {
        return to(
                IntStream.range(0, count)
                        .mapToObj(n -> "reader%d@example.org".formatted(n))
                        .toArray(String[]::new));
    }

    static byte[] message(String address) {
        return "To: %s\r\nMessage-ID: <%s>\r\nSubject: news\r\n\r\n.A dot\r\nand an end.\r\n"
                .formatted(address, address)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Hands the envelopes over and ends the courier. */
    static Heard handOver(SmtpCourier courier, List<Envelope> envelopes) {
        var heard = new Heard();
        try (courier) {
            var rest = envelopes.iterator();
            courier.handOver(Envelopes.of(rest), heard);
            heard.left = count(rest);
        }
        return heard;
    }

    private static int count(Iterator<Envelope> rest) {
        var count = 0;
        while (rest.hasNext()) {
            rest.next();
            count++;
        }
        return count;
    }

    /** What a courier told. */
    static final class Heard implements Outcomes {
        private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
        private final List<String> timed = new CopyOnWriteArrayList<>();
        private final List<String> notTaken = new CopyOnWriteArrayList<>();
        private final List<Reply> outOfReach = new CopyOnWriteArrayList<>();
        private final BooleanSupplier held;
        private int left;

        Heard() {
            this(() -> true);
        }

        /** One that may lose the right to send. */
        Heard(BooleanSupplier held) {
            this.held = held;
        }

        @Override
        public boolean mayBegin() {
            return held.getAsBoolean();
        }

        @Override
        public void ended(Envelope envelope, Outcome outcome) {
            outcomes.put(envelope.recipient().toString(), outcome);
        }

        @Override
        public void took(Envelope envelope, long nanos, Outcome outcome) {
            timed.add(envelope.recipient().toString());
        }

        @Override
        public void notTaken(Envelope envelope) {
            notTaken.add(envelope.recipient().toString());
        }

        @Override
        public void outOfReach(Reply reason) {
            outOfReach.add(reason);
        }

        /** Address → outcome in words, by address. */
        Map<String, String> outcomes() {
            var words = new LinkedHashMap<String, String>();
            outcomes.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> words.put(entry.getKey(), words(entry.getValue())));
            return words;
        }

        /** Of whom it was told how long they took, in that order. */
        List<String> timed() {
            return timed;
        }

        List<String> notTaken() {
            return notTaken;
        }

        List<String> outOfReach() {
            return outOfReach.stream().map(Reply::text).toList();
        }

        /** How many envelopes the courier left in the iterator. */
        int left() {
            return left;
        }
    }

    static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Sent(var reply) -> "sent: " + reply;
            case Outcome.Deferred(var reply, _) -> "deferred: " + reply;
            case Outcome.Failed(var reply, _) -> "failed: " + reply;
            case Outcome.InDoubt(var reply) -> "in doubt: " + reply;
            case Outcome.Cancelled(var reason) -> "cancelled: " + reason;
        };
    }
}
