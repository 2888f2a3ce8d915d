package org.briefwire.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.briefwire.Briefwire;
import org.briefwire.compose.SampleMails;
import org.briefwire.store.Allotment;
import org.briefwire.store.CrowdFixture;
import org.briefwire.store.Database;
import org.briefwire.store.Nodes;

/**
 * What a node more brings: the built program's 'serve', once, twice and three times on one
 * PostgreSQL, against a mail server that takes 20 ms for each message, so that the servers and not
 * this machine's cores are what there is too little of.
 */
public final class NodesBench {
    private static final Duration SLOW = Duration.ofMillis(20);
    private static final int CONNECTIONS = 8;
    private static final int MOST_NODES = 3;

    private final Path work;
    private final int people;
    private final byte[] stencil = SampleMails.digestOf(25 * 1024).bytes();

    private NodesBench(Path work, int people) {
        this.work = work;
        this.people = people;
    }

    private record Measured(int nodes, int messages, double rate, double perNode) {}

    /**
     * Measures and prints.
     *
     * @param arguments messages for each node, a folder to work in, the JSON file to write
     */
    public static void main(String... arguments) throws Exception {
        Rivals.hushLibraries();
        var bench = new NodesBench(Path.of(arguments[1]), Integer.parseInt(arguments[0]));
        var rows = bench.measure();
        System.out.printf(
                "%n%d octets a message, %d ms each, %d connections a node; wanted: 0.9 a node%n",
                bench.stencil.length, SLOW.toMillis(), CONNECTIONS);
        System.out.printf("%5s %10s %10s %14s%n", "nodes", "messages", "msg/s", "ratio a node");
        for (var row : rows) {
            System.out.printf(
                    Locale.ROOT,
                    "%5d %10d %10.0f %14.2f%n",
                    row.nodes(),
                    row.messages(),
                    row.rate(),
                    row.perNode());
        }
        Files.writeString(Path.of(arguments[2]), json(bench, rows), StandardCharsets.UTF_8);
    }

    private static String json(NodesBench bench, List<Measured> rows) {
        var each =
                rows.stream()
                        .map(row ->
                                String.format(
                                        Locale.ROOT,
                                        "{\"nodes\":%d,\"messages\":%d,\"rate\":%.0f,\"ratioPerNode\":%.3f}",
                                        row.nodes(),
                                        row.messages(),
                                        row.rate(),
                                        row.perNode()))
                        .toList();
        return "{\"octets\":%d,\"millisAMessage\":%d,\"connections\":%d,\"wanted\":0.9,\"rows\":[\n%s]}\n"
                .formatted(
                        bench.stencil.length,
                        SLOW.toMillis(),
                        CONNECTIONS,
                        String.join(",\n", each));
    }

    private List<Measured> measure() throws Exception {
        var rows = new ArrayList<Measured>();
        try (var postgres = PostgresServer.start();
                var smtp = SlowSink.start(SLOW);
                var database = Database.open(postgres.url())) {
            var crowd = new CrowdFixture(database);
            crowd.subscribe(people * MOST_NODES);
            var one = 0.0;
            for (var nodes = 1; nodes <= MOST_NODES; nodes++) {
                System.err.printf("bench: %d of %d nodes%n", nodes, MOST_NODES);
                var rate = rate(nodes, postgres.url(), smtp, database);
                one = nodes == 1 ? rate : one;
                rows.add(new Measured(nodes, people * nodes, rate, rate / nodes / one));
            }
        }
        return rows;
    }

    private double rate(int nodes, String url, SlowSink smtp, Database database) throws Exception {
        var running = new ArrayList<Process>();
        try {
            for (var node = 0; node < nodes; node++) {
                running.add(serve(node, url, smtp.port()));
            }
            var share = Allotment.SHARDS / nodes;
            await(() -> {
                var known = new Nodes(database).sending();
                return known.size() == nodes
                        && known.stream().allMatch(node -> node.shards() == share);
            });
            // the compilers of three processes leave no room on two cores
            send(people * nodes, smtp, database);
            return send(people * nodes, smtp, database);
        } finally {
            for (var process : running) {
                process.destroy();
                process.waitFor();
            }
        }
    }

    /** Messages a second, from the first to the last. */
    private double send(int messages, SlowSink smtp, Database database) throws Exception {
        var before = smtp.messages();
        new CrowdFixture(database).deliver(stencil, messages, Instant.now());
        await(() -> smtp.messages() > before);
        var begin = System.nanoTime();
        await(() -> smtp.messages() >= before + messages);
        return messages / Rivals.seconds(begin);
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the nodes don't come to it");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private Process serve(int node, String url, int port) throws IOException {
        var home = Files.createDirectories(work.resolve("node-" + node));
        Files.createDirectories(home.resolve("incoming"));
        BenchConfigs.at(home, url, port, CONNECTIONS, List.of());
        var config = home.resolve("briefwire.yaml");
        Files.writeString(config, Files.readString(config) + "web:\n  listen: \"127.0.0.1:0\"\n");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Briefwire.class.getName(),
                        "serve",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out.txt").toFile())
                .start();
    }
}
