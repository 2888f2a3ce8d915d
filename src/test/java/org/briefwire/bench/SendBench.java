package org.briefwire.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.briefwire.compose.SampleMails;
import org.briefwire.config.Config;
import org.briefwire.deliver.Dispatch;
import org.briefwire.dkim.DkimSigner;
import org.briefwire.dns.Dns;
import org.briefwire.store.CrowdFixture;
import org.briefwire.store.Database;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.watch.Metrics;

/**
 * How fast a digest goes out, from deliveries in the database to outcomes in the database, next to
 * other programs in the same minute. Ratios count: the rates are those of a small machine.
 */
public final class SendBench {
    private static final int OCTETS = 25 * 1024;

    /** So many times all recipients. */
    private static final int WARM_UP = 4;

    private static final List<String> PARTS =
            List.of("near", "signed", "nodemailer", "far", "postgresql");

    private final Path work;
    private final byte[] stencil;
    private final int people;
    private final int rounds;
    private final Report report;

    /** What smtp-source is told, so that its messages are as long as ours. */
    private int payload;

    private SendBench(Path work, int people, int rounds) {
        this.work = work;
        this.people = people;
        this.rounds = rounds;
        this.stencil = SampleMails.digestOf(OCTETS).bytes();
        this.report = new Report(people);
    }

    /**
     * Measures and prints.
     *
     * @param arguments recipients, rounds, a folder to work in, the JSON file to write,
     *     nodemailer's script, and the parts to run, parted by commas
     */
    public static void main(String... arguments) throws Exception {
        Rivals.hushLibraries();
        var bench =
                new SendBench(
                        Path.of(arguments[2]),
                        Integer.parseInt(arguments[0]),
                        Integer.parseInt(arguments[1]));
        bench.run(Path.of(arguments[4]), List.of(arguments[5].split(",", -1)));
        bench.report.print();
        Files.writeString(Path.of(arguments[3]), bench.report.json(), StandardCharsets.UTF_8);
    }

    /** One database with its people, and a way to send through it. */
    private record Post(Database database, CrowdFixture crowd, String url)
            implements AutoCloseable {
        static Post at(String url, int people) {
            var database = Database.open(url);
            var crowd = new CrowdFixture(database);
            crowd.subscribe(people);
            return new Post(database, crowd, url);
        }

        @Override
        public void close() {
            database.close();
        }
    }

    private void run(Path nodemailer, List<String> parts) throws Exception {
        var unknown = new ArrayList<>(parts);
        unknown.removeAll(PARTS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(unknown + " are no parts; there are " + PARTS);
        }
        var sqlite = "jdbc:sqlite:" + work.resolve("bench.db");
        try (var post = Post.at(sqlite, people)) {
            weigh(post);
            say("warming up, until the compilers are done");
            for (var round = 0; round < WARM_UP; round++) {
                say("  %.0f".formatted(unsigned(post, 16, people)));
            }
            unsigned(post, 1, people / 10);
            if (parts.contains("near")) {
                besideSmtpSource(post, 16, 1.0);
                besideSmtpSource(post, 4, 0);
                besideSmtpSource(post, 1, 1.5);
            }
            if (parts.contains("signed")) {
                signed(post);
            }
            if (parts.contains("nodemailer")) {
                besideNodemailer(post, nodemailer);
            }
            if (parts.contains("far")) {
                farAway(post);
            }
            if (parts.contains("postgresql")) {
                try (var server = PostgresServer.start();
                        var other = Post.at(server.url(), people)) {
                    besidePostgres(post, other);
                }
            }
        }
    }

    private void weigh(Post post) throws Exception {
        try (var server = SmtpServerStub.start()) {
            sendTo(post, config(post, 1, server.port(), List.of()), 1);
            Rivals.smtpSource(server.port(), 1, 1, stencil.length);
            var ours = server.mails().getFirst().bytes().length;
            payload = stencil.length + ours - server.mails().getLast().bytes().length;
            report.octets(ours);
        }
    }

    private void besideSmtpSource(Post post, int connections, double wanted) throws Exception {
        say("unsigned, %d connections".formatted(connections));
        report.compare(
                "unsigned, %d connections".formatted(connections),
                "smtp-source, %d connections".formatted(connections),
                wanted,
                rounds,
                () -> quietly(() -> unsigned(post, connections, people)),
                () -> quietly(() -> smtpSource(connections, people)));
    }

    private void signed(Post post) throws Exception {
        for (var kind : List.of("Ed25519", "RSA")) {
            say("signed, " + kind);
            var key = key(kind);
            var config = config(post, 16, 25, List.of(key));
            var each = kind.equals("RSA") ? people / 4 : people;
            quietly(() -> send(post, List.of(key), 16, people / 10));
            if (kind.equals("RSA")) {
                var signatures = new ArrayList<Double>();
                report.compare(
                        "RSA-2048, 16 connections",
                        "1/(1/U + 1/S)",
                        0.9,
                        rounds,
                        () -> quietly(() -> send(post, List.of(key), 16, each)),
                        () -> {
                            // in each round: a machine's speed may change meanwhile
                            signatures.add(quietly(() -> signaturesASecond(config)));
                            var unsigned = quietly(() -> unsigned(post, 16, people));
                            return 1 / (1 / unsigned + 1 / signatures.getLast());
                        });
                report.note(
                        "RSA-2048 signatures a second, all cores",
                        signatures.stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow());
            } else {
                report.note("Ed25519 signatures a second, all cores", signaturesASecond(config));
                report.compare(
                        "Ed25519, 16 connections",
                        "smtp-source, 16 connections",
                        0.8,
                        rounds,
                        () -> quietly(() -> send(post, List.of(key), 16, each)),
                        () -> quietly(() -> smtpSource(16, each)));
            }
        }
    }

    private void besideNodemailer(Post post, Path script) throws Exception {
        if (!Files.exists(script)) {
            say("no nodemailer: left out");
            return;
        }
        say("nodemailer, 16 connections");
        var mail = work.resolve("mail.json");
        Files.writeString(mail, Content.of(stencil), StandardCharsets.UTF_8);
        report.compare(
                "unsigned, 16 connections",
                "nodemailer's pool, 16 connections",
                8,
                1,
                () -> quietly(() -> unsigned(post, 16, people)),
                () ->
                        quietly(() -> {
                            try (var sink = Rivals.Sink.start()) {
                                return Rivals.nodemailer(script, sink.port(), 16, people / 8, mail);
                            }
                        }));
    }

    private void farAway(Post post) throws Exception {
        say("10 ms away, 16 connections");
        report.compare(
                "10 ms each way, 16 connections",
                "smtp-source, 16 connections",
                3,
                1,
                () ->
                        quietly(() -> {
                            try (var sink = Rivals.Sink.start();
                                    var proxy = new FarAway(sink.port(), 10)) {
                                return sendTo(
                                        post,
                                        config(post, 16, proxy.port(), List.of()),
                                        people / 5);
                            }
                        }),
                () ->
                        quietly(() -> {
                            try (var sink = Rivals.Sink.start();
                                    var proxy = new FarAway(sink.port(), 10)) {
                                return Rivals.smtpSource(proxy.port(), 16, people / 20, payload);
                            }
                        }));
    }

    private void besidePostgres(Post sqlite, Post postgres) throws Exception {
        say("PostgreSQL, 16 connections");
        unsigned(postgres, 16, people / 4);
        report.compare(
                "PostgreSQL, 16 connections",
                "SQLite, 16 connections",
                0.8,
                rounds,
                () -> quietly(() -> unsigned(postgres, 16, people)),
                () -> quietly(() -> unsigned(sqlite, 16, people)));
    }

    private double smtpSource(int connections, int messages) throws Exception {
        try (var sink = Rivals.Sink.start()) {
            return Rivals.smtpSource(sink.port(), connections, messages, payload);
        }
    }

    private double unsigned(Post post, int connections, int messages) throws Exception {
        return send(post, List.of(), connections, messages);
    }

    private double send(Post post, List<Path> keys, int connections, int messages)
            throws Exception {
        try (var sink = Rivals.Sink.start()) {
            return sendTo(post, config(post, connections, sink.port(), keys), messages);
        }
    }

    private double sendTo(Post post, Config config, int messages) {
        post.crowd().deliver(stencil, messages, Instant.now());
        try (var dispatch =
                new Dispatch(
                        config,
                        post.database(),
                        BenchConfigs.links(config),
                        new Dispatch.Outside(
                                InstantSource.system(), Dns.off("a bench"), new Metrics()))) {
            var begin = System.nanoTime();
            var sent = dispatch.sendDue().sent();
            var seconds = Rivals.seconds(begin);
            if (sent != messages) {
                throw new IllegalStateException(sent + " were sent of " + messages);
            }
            return sent / seconds;
        }
    }

    private Config config(Post post, int connections, int port, List<Path> keys)
            throws IOException {
        return BenchConfigs.at(work, post.url(), port, connections, keys);
    }

    private Path key(String kind) throws Exception {
        var generator = KeyPairGenerator.getInstance(kind);
        if (kind.equals("RSA")) {
            generator.initialize(2048);
        }
        var pem =
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                        .formatted(
                                Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(
                                                generator
                                                        .generateKeyPair()
                                                        .getPrivate()
                                                        .getEncoded()));
        return Files.writeString(work.resolve(kind + ".pem"), pem, StandardCharsets.US_ASCII);
    }

    /** By the program's own signer, on the mail itself, with nothing else to do. */
    private double signaturesASecond(Config config) throws InterruptedException {
        var signer = new DkimSigner(config.dkim(), InstantSource.system());
        var cores = Runtime.getRuntime().availableProcessors();
        var end = System.nanoTime() + 2_000_000_000L;
        var counts = new long[cores];
        var threads = new ArrayList<Thread>();
        for (var core = 0; core < cores; core++) {
            var own = core;
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                while (System.nanoTime() < end) {
                                    if (signer.header(stencil, stencil.length).length > 0) {
                                        counts[own]++;
                                    }
                                }
                            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        return java.util.Arrays.stream(counts).sum() / 2.0;
    }

    private interface Measure {
        double get() throws Exception;
    }

    private static double quietly(Measure measure) {
        try {
            return measure.get();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String text) {
        System.err.println("bench: " + text);
    }
}
