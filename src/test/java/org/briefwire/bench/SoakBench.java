package org.briefwire.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.briefwire.model.BriefwireException;
import org.briefwire.store.CrowdFixture;
import org.briefwire.store.Database;
import org.briefwire.store.SoakFixture;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.OwnPostgres;
import org.briefwire.testing.SmtpServerStub;

/**
 * Two nodes of the built program on one PostgreSQL, an edition for everybody each minute, and
 * faults by chance: the mail server misbehaves for seconds at a time, one node is killed with -9
 * again and again, the database is stopped and started. The other node lives through all of it, and
 * its memory is looked at each minute. In the end every delivery is accounted for.
 */
public final class SoakBench {
    private static final int CONNECTIONS = 8;
    private static final int UNCOMMITTED = 32;
    private static final Duration DRAIN = Duration.ofMinutes(8);

    private final Path work;
    private final int people;
    private final Random random;
    private final SmtpServerStub stub =
            SmtpServerStub.start().offering("PIPELINING").onlyCounting();
    private final Faults faults;
    private final OwnPostgres postgres;
    private final Database database;
    private final List<Double> heap = new ArrayList<>();
    private final List<Double> resident = new ArrayList<>();
    private int briefings;
    private int kills;
    private int restarts;

    private SoakBench(Path work, int people, long seed) throws IOException {
        this.work = work;
        this.people = people;
        this.random = new Random(seed);
        this.faults = new Faults(stub, random);
        this.postgres = new OwnPostgres(work.resolve("pg"));
        this.database = Database.open(postgres.url());
    }

    /**
     * Soaks and prints; ends with 1 when anything is not as it should be.
     *
     * @param arguments minutes, subscribers, a seed, a folder to work in, the JSON file to write
     */
    public static void main(String... arguments) throws Exception {
        Rivals.hushLibraries();
        var minutes = Integer.parseInt(arguments[0]);
        var bench =
                new SoakBench(
                        Path.of(arguments[3]),
                        Integer.parseInt(arguments[1]),
                        Long.parseLong(arguments[2]));
        System.exit(bench.soak(minutes, Path.of(arguments[4])) ? 0 : 1);
    }

    private boolean soak(int minutes, Path json) throws Exception {
        new CrowdFixture(database).subscribe(people);
        var incoming = Files.createDirectories(work.resolve("incoming"));
        var config = config(incoming);
        System.out.printf(
                "%6s %9s %10s %9s %8s %6s %9s %8s %9s%n",
                "minute",
                "editions",
                "deliveries",
                "arrived",
                "repeats",
                "kills",
                "restarts",
                "live MB",
                "RSS MB");
        try (var lasting = SoakNode.start(work.resolve("lasting"), config);
                var mortal = SoakNode.start(work.resolve("mortal"), config)) {
            trouble(lasting, mortal, minutes, incoming);
            drain();
            look(lasting, minutes + 1);
            var inOrder = SoakNode.end(List.of(mortal, lasting));
            return report(json, minutes, inOrder);
        } finally {
            database.close();
            postgres.close();
            stub.close();
        }
    }

    private String config(Path incoming) throws IOException {
        var home = Files.createDirectories(work.resolve("first"));
        Files.createDirectories(home.resolve("incoming"));
        BenchConfigs.at(home, postgres.url(), stub.port(), CONNECTIONS, List.of());
        return Files.readString(home.resolve("briefwire.yaml"))
                        .replaceFirst("home: .*\n", "")
                        .replace("language: en", "language: en\n  secret: " + BenchConfigs.SECRET)
                        .replace("folder: incoming", "folder: \"" + incoming + "\"")
                        .replace("0 0 7 ? * *", "0 * * * * ?")
                        // an edition takes most of its minute: faults meet it anywhere
                        .replace(
                                "connections: " + CONNECTIONS,
                                "connections: %d, rate: %d/s"
                                        .formatted(CONNECTIONS, Math.max(10, people / 40)))
                + "web:\n  listen: \"127.0.0.1:0\"\n";
    }

    /** One thing after another, second by second. */
    private void trouble(SoakNode lasting, SoakNode mortal, int minutes, Path incoming)
            throws Exception {
        var turn = new int[] {10, 60 + random.nextInt(60), 90 + random.nextInt(120)};
        var spell = false;
        for (var second = 1; second <= minutes * 60; second++) {
            TimeUnit.SECONDS.sleep(1);
            if (second % 25 == 1) {
                drop(incoming);
            }
            if (second >= turn[0]) {
                spell = !spell;
                if (spell) {
                    faults.begin();
                } else {
                    faults.end();
                }
                turn[0] = second + (spell ? 5 + random.nextInt(15) : 2 + random.nextInt(8));
            }
            if (second >= turn[1]) {
                turn[1] =
                        second
                                + (mortal.alive()
                                        ? 5 + random.nextInt(15)
                                        : 60 + random.nextInt(120));
                killOrStart(mortal);
            }
            if (second >= turn[2]) {
                turn[2] = second + 180 + random.nextInt(240);
                restart(2 + random.nextInt(8));
            }
            if (second % 60 == 0) {
                look(lasting, second / 60);
            }
        }
        faults.end();
        if (!mortal.alive()) {
            mortal.startAgain();
        }
    }

    private void drop(Path incoming) throws IOException {
        briefings++;
        Files.writeString(
                incoming.resolve("news-" + briefings + ".txt"),
                "News number %d\n\nWhat it is about.\n\nWHAT HAPPENED\n\n• This did.\n• And that.\n"
                        .formatted(briefings));
    }

    private void killOrStart(SoakNode mortal) throws Exception {
        if (mortal.alive()) {
            mortal.kill();
            kills++;
        } else {
            mortal.startAgain();
        }
    }

    private void restart(int seconds) throws Exception {
        postgres.stop();
        TimeUnit.SECONDS.sleep(seconds);
        postgres.startAgain();
        restarts++;
    }

    /** Prints a line; a database that is away just now leaves gaps in it. */
    private void look(SoakNode lasting, int minute) throws Exception {
        heap.add(lasting.liveMegabytes());
        resident.add(lasting.residentMegabytes());
        var editions = -1L;
        var deliveries = -1L;
        try {
            var fixture = new SoakFixture(database);
            editions = fixture.editions();
            deliveries = fixture.states().values().stream().mapToLong(n -> n).sum();
        } catch (BriefwireException away) {
            // it comes back
        }
        var arrived = stub.messageIds();
        var all = arrived.values().stream().mapToInt(n -> n).sum();
        System.out.printf(
                Locale.ROOT,
                "%6d %9d %10d %9d %8d %6d %9d %8.1f %9.1f%n",
                minute,
                editions,
                deliveries,
                all,
                all - arrived.size(),
                kills,
                restarts,
                heap.getLast(),
                resident.getLast());
    }

    /** The mail server behaves, and nobody waits longer for the next try. */
    private void drain() throws Exception {
        var fixture = new SoakFixture(database);
        // the last briefing's edition is made at the next full minute
        TimeUnit.SECONDS.sleep(75);
        var end = System.nanoTime() + DRAIN.toNanos();
        while (fixture.states().keySet().stream().anyMatch(SoakBench::isOpen)
                && System.nanoTime() < end) {
            fixture.hasten(Instant.now());
            TimeUnit.SECONDS.sleep(2);
        }
    }

    private static boolean isOpen(String state) {
        return switch (state) {
            case "pending", "sending", "deferred" -> true;
            default -> false;
        };
    }

    private boolean report(Path json, int minutes, boolean inOrder) throws IOException {
        var home = work.resolve("lasting");
        var links = BenchConfigs.links(BenchConfigs.read(home.resolve("briefwire.yaml")));
        var fixture = new SoakFixture(database);
        var count = SoakCount.of(fixture.deliveries(), stub.messageIds(), links);
        // a stop of the database ends the right to send of both nodes
        var bound = (kills + 2 * restarts) * (CONNECTIONS + UNCOMMITTED) + faults.takenAndDropped();
        var audit =
                CommandLineRun.in(
                        home,
                        InstantSource.system(),
                        "audit",
                        "--config",
                        home + "/briefwire.yaml");
        var settled = heap.subList(heap.size() / 3, heap.size());
        var slope = Slope.of(settled);
        var isFlat = slope * settled.size() < Math.max(4, 0.1 * settled.getFirst());
        System.out.printf("%nfaults, in spells of 5 to 20 s: %s%n", faults.spells());
        System.out.println(count);
        System.out.printf(
                "repeats %d, at most %d: %d kills, %d restarts of the database, %d messages taken without an answer%n",
                count.repeats(), bound, kills, restarts, faults.takenAndDropped());
        System.out.printf(
                Locale.ROOT,
                "memory of the node that lived through it: %.3f MB of live heap more a minute, %.3f MB resident; %s%n",
                slope,
                Slope.of(resident.subList(resident.size() / 3, resident.size())),
                isFlat ? "flat" : "NOT FLAT");
        System.out.printf("ended in order: %s; audit: %s%n", inOrder, audit.out().strip());
        var good =
                count.isExact()
                        && count.repeats() <= bound
                        && isFlat
                        && inOrder
                        && audit.code() == 0;
        System.out.println(
                good ? "Nothing lost, nothing beyond the bound." : "NOT AS IT SHOULD BE");
        Files.writeString(
                json,
                String.format(
                        Locale.ROOT,
                        "{\"minutes\":%d,\"good\":%b,\"deliveries\":%d,\"refused\":%d,\"repeats\":%d,\"bound\":%d,\"kills\":%d,\"restarts\":%d,\"heapSlope\":%.4f}%n",
                        minutes,
                        good,
                        count.deliveries(),
                        count.refused(),
                        count.repeats(),
                        bound,
                        kills,
                        restarts,
                        slope),
                StandardCharsets.UTF_8);
        return good;
    }
}
