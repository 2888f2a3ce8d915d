package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.briefwire.store.Allotment;
import org.briefwire.store.Database;
import org.briefwire.store.Nodes;
import org.briefwire.store.ShardFixture;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Three real processes are started together, again and again. */
@ResourceLock("nodes")
@Order(1)
class NodesStartingTest {
    private static final int TIMES = Integer.getInteger("briefwire.starts", 20);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir Path folder;

    private final Map<Path, Desk> desks = new TreeMap<>();

    @Tag("long")
    @Test
    void eachTimeEveryShardHasOneHolderSoon() throws Exception {
        var seconds = new ArrayList<Double>();
        for (var time = 0; time < TIMES; time++) {
            // each second time on the database of the time before
            var home = Files.createDirectories(folder.resolve("desk-" + time / 2));
            seconds.add(start(home, time));
        }
        var sorted = seconds.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "three nodes started %d times: every shard had one holder after %.1f s (median), %.1f s at most; each: %s%n",
                TIMES,
                sorted.get(TIMES / 2),
                sorted.getLast(),
                seconds.stream().map("%.1f"::formatted).collect(Collectors.joining(" ")));
        assertThat(sorted.getLast()).isLessThan((double) LONGEST.toSeconds());
    }

    @AfterEach
    void stop() {
        desks.values().forEach(Desk::close);
    }

    private Desk desk(Path home) {
        return desks.computeIfAbsent(
                home, path -> Desk.live(path, TestDatabases.Kind.POSTGRESQL, Desk.NEW_YEAR));
    }

    /** How long it took from when all three were there. */
    private double start(Path home, int time) throws IOException, InterruptedException {
        var desk = desk(home);
        try (var first = Node.of(desk, home.resolve("first"), Duration.ZERO);
                var second = Node.of(desk, home.resolve("second"), Duration.ZERO);
                var third = Node.of(desk, home.resolve("third"), Duration.ZERO)) {
            var all = List.of(first, second, third);
            for (var node : all) {
                node.start();
            }
            try (var database = Database.open(desk.databaseUrl())) {
                await().atMost(Duration.ofSeconds(90))
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> new Nodes(database).sending().size() == 3);
                var begin = System.nanoTime();
                var isOneEach = hasOneEach(database);
                while (!isOneEach && System.nanoTime() - begin < LONGEST.toNanos()) {
                    TimeUnit.MILLISECONDS.sleep(50);
                    isOneEach = hasOneEach(database);
                }
                var seconds = (System.nanoTime() - begin) / 1e9;
                if (!isOneEach) {
                    System.out.printf("start %d: %s%n", time, new ShardFixture(database).holders());
                }
                end(all);
                return seconds;
            }
        }
    }

    private static boolean hasOneEach(Database database) {
        return new ShardFixture(database).holders().equals(oneEach())
                && new Nodes(database)
                        .sending().stream().allMatch(node -> node.shards() == Allotment.SHARDS / 3);
    }

    private static Map<String, Integer> oneEach() {
        var each = new TreeMap<String, Integer>();
        IntStream.range(0, Allotment.SHARDS).forEach(shard -> each.put("shard-" + shard, 1));
        return each;
    }

    private static void end(List<Node> nodes) throws InterruptedException {
        for (var node : nodes) {
            node.process().destroy();
        }
        for (var node : nodes) {
            assertThat(node.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
