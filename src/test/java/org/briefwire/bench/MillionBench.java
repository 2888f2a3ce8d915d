package org.briefwire.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.briefwire.compose.SampleMails;
import org.briefwire.config.Config;
import org.briefwire.deliver.Dispatch;
import org.briefwire.dns.Dns;
import org.briefwire.store.CrowdFixture;
import org.briefwire.store.Database;
import org.briefwire.store.StoreFixture;
import org.briefwire.testing.MovableClock;
import org.briefwire.watch.Metrics;

/**
 * An edition for a million subscribers in a small heap: how long its deliveries take to make, and
 * what a message costs next to an edition for twenty thousand; and how long a notice takes that is
 * posted when half of the edition is out.
 */
public final class MillionBench {
    private static final Instant BEFORE = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant DUE = Instant.parse("2026-11-24T06:00:00Z");

    /** Until the compilers are done. */
    private static final int WARM_UPS = 4;

    private final Path work;
    private final byte[] stencil = SampleMails.digestOf(25 * 1024).bytes();

    private MillionBench(Path work) {
        this.work = work;
    }

    private record Run(int people, double making, double sending, double notice) {
        double micros() {
            return sending / people * 1e6;
        }
    }

    /**
     * Measures and prints.
     *
     * @param arguments subscribers of the small and of the large edition, a folder to work in, the
     *     JSON file to write
     */
    public static void main(String... arguments) throws Exception {
        Rivals.hushLibraries();
        var bench = new MillionBench(Path.of(arguments[2]));
        var few = Integer.parseInt(arguments[0]);
        for (var time = 0; time < WARM_UPS; time++) {
            bench.run("warm-" + time, few);
        }
        var before = bench.run("before", few);
        var large = bench.run("large", Integer.parseInt(arguments[1]));
        var after = bench.run("after", few);
        // the compilers go on for long, and machines have moods: the harder comparison counts
        var small = before.sending() < after.sending() ? before : after;
        var heap = Runtime.getRuntime().maxMemory() >> 20;
        System.out.printf(
                Locale.ROOT,
                "%n%12s %16s %14s %14s %14s%n",
                "subscribers",
                "deliveries in s",
                "sending in s",
                "µs a message",
                "notice in s");
        for (var run : List.of(before, large, after)) {
            System.out.printf(
                    Locale.ROOT,
                    "%12d %16.1f %14.1f %14.0f %14.2f%n",
                    run.people(),
                    run.making(),
                    run.sending(),
                    run.micros(),
                    run.notice());
        }
        System.out.printf(
                Locale.ROOT,
                "a message costs %.2f times that of the cheaper small edition (wanted: 1.2); peak of the heap %d of %d MB%n",
                large.micros() / small.micros(),
                peakMegabytes(),
                heap);
        System.out.printf(
                Locale.ROOT,
                "a notice posted halfway was taken by the mail server after %.2f s (wanted: 5)%n",
                large.notice());
        Files.writeString(
                Path.of(arguments[3]),
                String.format(
                        Locale.ROOT,
                        "{\"subscribers\":%d,\"makingSeconds\":%.1f,\"sendingSeconds\":%.1f,\"microsAMessage\":%.0f,\"smallSubscribers\":%d,\"smallMicrosAMessage\":%.0f,\"ratio\":%.3f,\"heapMegabytes\":%d,\"peakMegabytes\":%d,\"noticeSeconds\":%.2f}%n",
                        large.people(),
                        large.making(),
                        large.sending(),
                        large.micros(),
                        small.people(),
                        small.micros(),
                        large.micros() / small.micros(),
                        heap,
                        peakMegabytes(),
                        large.notice()),
                StandardCharsets.UTF_8);
    }

    private static long peakMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                >> 20;
    }

    private Run run(String name, int people) throws Exception {
        System.err.printf("bench: %,d subscribers%n", people);
        var folder = Files.createDirectories(work.resolve(name));
        try (var database = Database.open("jdbc:sqlite:" + folder.resolve("bench.db"));
                var sink = Rivals.Sink.start()) {
            var config = BenchConfigs.at(folder, "", sink.port(), 16, List.of());
            new CrowdFixture(database).subscribe(people);
            var making = make(config, database);
            var halfway = new NoticeHalfway(database, people, DUE);
            var sending = send(config, database, people, halfway);
            return new Run(people, making, sending, halfway.seconds());
        }
    }

    private double make(Config config, Database database) {
        var clock = new MovableClock(BEFORE);
        var maker = Makers.of(config, database, stencil, clock);
        maker.see(config.lists());
        new StoreFixture(database).release(List.of(), false, BEFORE);
        clock.moveTo(DUE);
        var begin = System.nanoTime();
        maker.makeDue(config.lists());
        return Rivals.seconds(begin);
    }

    private static double send(
            Config config, Database database, int people, NoticeHalfway halfway) {
        // a clock of the edition's day: found a day later it would wait for a person
        var clock = new MovableClock(DUE);
        try (var dispatch =
                new Dispatch(
                        config,
                        database,
                        BenchConfigs.links(config),
                        new Dispatch.Outside(clock, Dns.off("a bench"), new Metrics()))) {
            var begin = System.nanoTime();
            var sent = dispatch.sendDue(halfway).sent();
            if (sent != people) {
                throw new IllegalStateException(sent + " were sent of " + people);
            }
            return Rivals.seconds(begin);
        }
    }
}
