package org.briefwire.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.briefwire.compose.SampleMails;
import org.briefwire.model.DeliveryState;
import org.briefwire.store.Allotment;
import org.briefwire.store.CourierId;
import org.briefwire.store.CrowdFixture;
import org.briefwire.store.Database;
import org.briefwire.store.Deliveries;
import org.briefwire.store.DeliveryOutcome;
import org.briefwire.store.DueDelivery;
import org.briefwire.store.SizeFixture;

/**
 * What one PostgreSQL does of the work of many nodes: octets a row, and deliveries a second that
 * are claimed and recorded, while the table of deliveries grows.
 */
public final class ScaleBench {
    private static final CourierId OWNER = new CourierId(1);
    private static final int OUTCOMES = 32;
    private static final int CLAIM = 500;
    private static final int WORKED = 100_000;

    private ScaleBench() {}

    /**
     * Measures and prints.
     *
     * @param arguments subscribers, editions for all of them, the JSON file to write, how many
     *     editions a partition has (0: no partitions)
     */
    public static void main(String... arguments) throws Exception {
        Rivals.hushLibraries();
        var people = Integer.parseInt(arguments[0]);
        var editions = Integer.parseInt(arguments[1]);
        var json = new StringBuilder();
        try (var postgres = PostgresServer.start();
                var database = Database.open(postgres.url())) {
            var crowd = new CrowdFixture(database);
            var sizes = new SizeFixture(database);
            var each = Integer.parseInt(arguments[3]);
            if (each > 0) {
                sizes.partition(editions, each);
                System.out.printf("deliveries in partitions of %d editions%n", each);
            }
            crowd.subscribe(people);
            for (var table : List.of("subscriber", "subscription")) {
                octets(sizes, table, people, json);
            }
            var stencil = SampleMails.digestOf(25 * 1024).bytes();
            for (var edition = 1; edition <= editions; edition++) {
                var begin = System.nanoTime();
                crowd.deliver(stencil, people, Instant.now());
                var making = people / Rivals.seconds(begin);
                System.err.printf("bench: edition %d made, %,.0f/s%n", edition, making);
                if (edition == 1 || edition == editions) {
                    octets(sizes, "delivery", (long) people * edition, json);
                    work(database, sizes, (long) people * edition, making, json);
                }
            }
        }
        Files.writeString(
                Path.of(arguments[2]),
                "{" + json.substring(0, json.length() - 2) + "}\n",
                StandardCharsets.UTF_8);
    }

    private static void octets(SizeFixture sizes, String table, long rows, StringBuilder json) {
        var all = sizes.octets(table) / rows;
        var indexes = sizes.indexOctets(table) / rows;
        System.out.printf(
                "%-14s %,12d rows %5d octets a row with its indexes, which have %d%n",
                table, rows, all, indexes);
        json.append(
                "\"%s-%d\":{\"octets\":%d,\"indexes\":%d},\n".formatted(table, rows, all, indexes));
    }

    private static void work(
            Database database, SizeFixture sizes, long rows, double making, StringBuilder json) {
        var deliveries = new Deliveries(database);
        var allotment = Allotment.whole(database);
        var logged = sizes.logged();
        var worked = sizes.worked();
        var claiming = 0.0;
        var recording = 0.0;
        var done = 0;
        var enough = Math.min(WORKED, rows / 2);
        while (done < enough) {
            var begin = System.nanoTime();
            var due = allotment.claimDue(OWNER, Instant.now(), CLAIM).due();
            claiming += Rivals.seconds(begin);
            begin = System.nanoTime();
            for (var from = 0; from < due.size(); from += OUTCOMES) {
                var some = due.subList(from, Math.min(due.size(), from + OUTCOMES));
                deliveries.recordOutcomes(OWNER, some.stream().map(ScaleBench::sent).toList());
            }
            recording += Rivals.seconds(begin);
            done += due.size();
        }
        var octets = (sizes.logged() - logged) / done;
        var micros = sizes.worked().minus(worked).toNanos() / 1000.0 / done;
        System.out.printf(
                Locale.ROOT,
                "%,12d deliveries: made %,.0f/s, claimed %,.0f/s, recorded %,.0f/s in batches of %d; of each %d octets of log, %.0f µs of PostgreSQL's processors%n",
                rows,
                making,
                done / claiming,
                done / recording,
                OUTCOMES,
                octets,
                micros);
        json.append(
                String.format(
                        Locale.ROOT,
                        "\"work-%d\":{\"made\":%.0f,\"claimed\":%.0f,\"recorded\":%.0f,\"logged\":%d,\"micros\":%.0f},%n",
                        rows,
                        making,
                        done / claiming,
                        done / recording,
                        octets,
                        micros));
    }

    private static DeliveryOutcome sent(DueDelivery delivery) {
        return new DeliveryOutcome(
                delivery.edition(),
                delivery.subscription(),
                DeliveryState.SENT,
                DeliveryOutcome.Doubt.NONE,
                "main",
                "250 2.0.0 Ok: queued as 9C2F1A0042",
                Instant.now());
    }
}
