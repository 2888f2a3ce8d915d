package org.briefwire.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.briefwire.config.Config;
import org.briefwire.edition.EditionMaker;
import org.briefwire.model.EditionId;
import org.briefwire.store.Allotment;
import org.briefwire.store.CourierLock;
import org.briefwire.store.CrowdFixture;
import org.briefwire.store.Database;
import org.briefwire.store.DeviationPlans;
import org.briefwire.store.EditionOrders;
import org.briefwire.store.Inspection;
import org.briefwire.store.StoreFixture;
import org.briefwire.testing.MovableClock;

/**
 * What corrections of what a million readers were sent cost the next edition, what a claim costs
 * among millions of deliveries, what it takes to cancel an edition, and how long an audit takes.
 */
final class DeviationBench {
    private static final Instant FIRST = Instant.parse("2026-11-24T07:00:00Z");
    private static final int CLAIMS = 20;
    private static final int AT_ONCE = 500;

    private final Path work;
    private final int people;

    private DeviationBench(Path work, int people) {
        this.work = work;
        this.people = people;
    }

    /**
     * Measures and prints.
     *
     * @param arguments a folder to work in, how many subscribers
     */
    public static void main(String... arguments) throws IOException {
        Rivals.hushLibraries();
        var bench = new DeviationBench(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        bench.measure("SQLite", "jdbc:sqlite:" + bench.work.resolve("bench.db"));
        try (var postgres = PostgresServer.start()) {
            bench.measure("PostgreSQL", postgres.url());
        }
    }

    private void measure(String name, String url) throws IOException {
        var folder = Files.createDirectories(work.resolve(name));
        try (var database = Database.open(url)) {
            var config = BenchConfigs.at(folder, "", 25, 1, List.of());
            var clock = new MovableClock(FIRST.minus(Duration.ofHours(1)));
            var maker = Makers.of(config, database, new byte[100], clock);
            var store = new StoreFixture(database);
            new CrowdFixture(database).subscribe(people);
            maker.see(config.lists());
            var wrong = store.release(List.of(), false, clock.instant());
            var plain = next(store, config, maker, clock);
            store.release(List.of(), false, clock.instant());
            var second = next(store, config, maker, clock);
            store.correct(wrong, false, clock.instant());
            store.release(List.of(), false, clock.instant());
            var plan = new DeviationPlans(database).deviations(0, 2, 4);
            var corrected = made(config, maker, clock);
            var claim = claim(database, folder, clock);
            print(name + ": deviations of a chunk", plan);
            print(name + ": a claim", new DeviationPlans(database).claim(clock.millis()));
            var cancelled = cancelled(store, database, clock);
            store.update(
                    """
                    UPDATE delivery SET state = 'sent', owner = NULL
                    WHERE state NOT IN ('sent', 'cancelled')
                    """);
            var begin = System.nanoTime();
            var gaps = new Inspection(database).gaps(clock.instant());
            System.out.printf(
                    Locale.ROOT,
                    "%s, %d readers: editions %.1f and %.1f s, one with a correction for all %.1f s;"
                            + " a claim of %d in %.1f ms; cancelling the last edition %.1f s;"
                            + " audit %.1f s, %d gaps%n",
                    name,
                    people,
                    plain,
                    second,
                    corrected,
                    AT_ONCE,
                    claim,
                    cancelled,
                    Rivals.seconds(begin),
                    gaps.size());
        }
    }

    private static double cancelled(StoreFixture store, Database database, MovableClock clock) {
        var last = new EditionId(store.number("SELECT MAX(id) FROM edition"));
        var begin = System.nanoTime();
        new EditionOrders(database).cancel(last, clock.instant());
        return Rivals.seconds(begin);
    }

    private static double next(
            StoreFixture store, Config config, EditionMaker maker, MovableClock clock) {
        var seconds = made(config, maker, clock);
        store.update("UPDATE delivery SET state = 'sent' WHERE state = 'pending'");
        return seconds;
    }

    private static double made(Config config, EditionMaker maker, MovableClock clock) {
        clock.advance(Duration.ofDays(1));
        var begin = System.nanoTime();
        maker.makeDue(config.lists());
        return Rivals.seconds(begin);
    }

    private static double claim(Database database, Path folder, InstantSource clock) {
        var queue = Allotment.whole(database);
        try (var right = new CourierLock(database, folder, clock).tryTake().orElseThrow()) {
            queue.claimDue(right.owner(), clock.instant(), AT_ONCE);
            var begin = System.nanoTime();
            for (var claim = 0; claim < CLAIMS; claim++) {
                queue.claimDue(right.owner(), clock.instant(), AT_ONCE);
            }
            return Rivals.seconds(begin) * 1000 / CLAIMS;
        }
    }

    private static void print(String title, List<String> plan) {
        System.out.println(title);
        plan.forEach(line -> System.out.println("    " + line));
    }
}
