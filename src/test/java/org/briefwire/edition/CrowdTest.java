package org.briefwire.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.model.BriefingId;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.DeliveryState;
import org.briefwire.model.Depth;
import org.briefwire.model.EditionId;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.TopicId;
import org.briefwire.model.Topics;
import org.briefwire.store.CourierId;
import org.briefwire.store.Database;
import org.briefwire.store.Deliveries;
import org.briefwire.store.DeliveryOutcome;
import org.briefwire.store.EditionOrders;
import org.briefwire.store.StoreFixture;
import org.briefwire.store.Subscriptions;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.Seeded;
import org.briefwire.testing.Seeds;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two editions are made at the same instant, each for three zones and by several makers, and a
 * third one for everybody, while briefings come and readers go over from one to the other, move,
 * choose anew and leave, and editions are cancelled, old ones and those that are just being made:
 * nobody who stays loses a briefing or gets one twice.
 */
@Order(1)
class CrowdTest {
    private static final List<String> CADENCES = List.of("early", "also-early");
    private static final int CANCELLED_AT_ONCE = 2;
    private static final int SENT_AT_ONCE = 30;
    private static final List<String> ZONES = List.of("", "Europe/Paris", "Europe/Rome");
    private static final List<Choice> CHOICES =
            Stream.of("*", "world", "world sport")
                    .map(Topics::ofWord)
                    .flatMap(topics ->
                            Stream.of(Depth.values()).map(depth -> new Choice(depth, topics, "")))
                    .toList();
    private static final NewsList LIST =
            new NewsList(
                    new ListId("brief"),
                    "Brief",
                    "",
                    List.of(),
                    NewsList.Approval.AUTO,
                    CADENCES.stream()
                            .map(id ->
                                    new Cadence(
                                            new CadenceId(id),
                                            "0 0 7 ? * *",
                                            Cadence.Clock.SUBSCRIBER))
                            .toList(),
                    NewsList.Visibility.PUBLIC,
                    Mailbox.parse("desk@example.org"),
                    "en");

    @TempDir Path folder;
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T13:00:00Z"));

    @ParameterizedTest
    @EnumSource
    void nobodyWhoStaysLosesABriefingOrGetsOneTwice(TestDatabases.Kind kind)
            throws InterruptedException, ExecutionException {
        live(kind, 150, 5);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void norDoTwentyThousand(TestDatabases.Kind kind)
            throws InterruptedException, ExecutionException {
        live(kind, 20_000, 4);
    }

    private void live(TestDatabases.Kind kind, int people, int days)
            throws InterruptedException, ExecutionException {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var store = new StoreFixture(database);
            var maker = maker(database);
            maker.see(List.of(LIST));
            var readers = IntStream.range(0, people).mapToObj(n -> join(store, n)).toList();
            var corrected = new ArrayList<BriefingId>();
            for (var day = 0; day < days; day++) {
                var isUrgent = day % 2 == 1;
                corrected.forEach(id -> store.correct(id, isUrgent, clock.instant()));
                corrected.add(store.release(List.of(new TopicId("world")), false, clock.instant()));
                store.release(
                        List.of(new TopicId("sport"), new TopicId("world")),
                        false,
                        clock.instant());
                clock.moveTo(Instant.parse("2026-11-24T06:00:00Z").plus(Duration.ofDays(day)));
                store.releaseUrgent(List.of(new TopicId("world")), clock.instant());
                all(database, store, readers, day);
            }
            clock.advance(Duration.ofHours(1));
            maker.makeNow(List.of(LIST));

            System.out.printf(
                    "%s: %d deliveries to %d readers while they changed, %d cancelled; repeats %d, gaps %d, overlaps %d%n",
                    kind,
                    store.number("SELECT COUNT(*) FROM delivery"),
                    people,
                    store.number(CANCELLED),
                    store.texts(Ledger.REPEATS).size(),
                    store.number(GAPS),
                    store.number(OVERLAPS));
            assertThat(store.texts(Ledger.REPEATS)).as("repeats").isEmpty();
            assertThat(store.texts(Ledger.UNASKED)).as("unasked corrections").isEmpty();
            assertThat(store.texts(Ledger.UNCORRECTED)).as("errors left").isEmpty();
            assertThat(store.number("SELECT COUNT(*) FROM content_item WHERE kind = 'correction'"))
                    .as("corrections")
                    .isPositive();
            assertThat(store.number(CANCELLED)).as("cancelled deliveries").isPositive();
            assertThat(store.number(GAPS)).as("gaps").isZero();
            assertThat(store.number(OVERLAPS)).as("overlaps").isZero();
            assertThat(store.number("SELECT COUNT(*) FROM subscription WHERE state = 'active'"))
                    .isBetween(1L, people - 1L);
        }
    }

    private void all(Database database, StoreFixture store, List<SubscriptionId> readers, int day)
            throws InterruptedException, ExecutionException {
        // SQLite's calls would hold the carriers of all virtual threads, those of other tests too
        var own = Thread.ofPlatform().name("crowd-", 0).factory();
        try (var threads = Executors.newThreadPerTaskExecutor(own)) {
            var work = new ArrayList<Callable<Object>>();
            work.add(() -> maker(database).makeNow(List.of(LIST)));
            for (var thread = 0; thread < 3; thread++) {
                var seed = day * 10L + thread;
                work.add(() -> maker(database).makeDue(List.of(LIST)));
                work.add(() -> change(database, store, readers, seed));
                work.add(() -> release(store));
                work.add(() -> cancelSome(database, store, seed));
                work.add(() -> send(database, seed));
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }

    private Object cancelSome(Database database, StoreFixture store, long seed) {
        var random = Seeds.random(seed);
        var stopped = 0;
        for (var order = 0; order < CANCELLED_AT_ONCE; order++) {
            var waiting =
                    store.texts(
                            """
                            SELECT edition FROM delivery WHERE state = 'pending'
                            GROUP BY edition ORDER BY edition DESC LIMIT 4
                            """);
            if (!waiting.isEmpty()) {
                var edition = new EditionId(Long.parseLong(Seeded.oneOf(random, waiting)));
                stopped += new EditionOrders(database).cancel(edition, clock.instant());
            }
        }
        return stopped;
    }

    /** A courier's work, but for the mail. */
    private Object send(Database database, long seed) {
        var deliveries = new Deliveries(database);
        var courier = new CourierId(1 + seed);
        var claimed = deliveries.claimDue(courier, clock.instant(), SENT_AT_ONCE).due();
        return deliveries.recordOutcomes(
                courier,
                claimed.stream()
                        .map(due ->
                                new DeliveryOutcome(
                                        due.edition(),
                                        due.subscription(),
                                        DeliveryState.SENT,
                                        DeliveryOutcome.Doubt.NONE,
                                        "mx",
                                        "250 2.0.0 taken",
                                        clock.instant()))
                        .toList());
    }

    private Object release(StoreFixture store) {
        return store.release(List.of(new TopicId("world")), false, clock.instant());
    }

    private Object change(
            Database database, StoreFixture store, List<SubscriptionId> readers, long seed) {
        var random = Seeds.random(seed);
        for (var change = 0; change < Math.min(300, readers.size()); change++) {
            var reader = Seeded.oneOf(random, readers);
            switch (random.nextInt(20)) {
                case 0 ->
                        new Subscriptions(database).unsubscribe(reader, "a link", clock.instant());
                case 1, 2, 3, 4, 5, 6 -> store.changeChoice(reader, Seeded.oneOf(random, CHOICES));
                case 7, 8, 9, 10, 11, 12 -> store.changeZone(reader, Seeded.oneOf(random, ZONES));
                default -> store.changeCadence(reader, Seeded.oneOf(random, CADENCES));
            }
        }
        return readers;
    }

    private EditionMaker maker(Database database) {
        return new TestRenderer().maker(database, ZoneId.of("Europe/Berlin"), clock);
    }

    private SubscriptionId join(StoreFixture store, int n) {
        var reader =
                store.join(
                        new StoreFixture.Joining(
                                "brief",
                                CADENCES.get(n % CADENCES.size()),
                                ZONES.get(n % ZONES.size()),
                                CHOICES.getFirst(),
                                clock.instant()));
        store.changeBreaking(reader, n % 5 < 3);
        return reader;
    }

    private static final String GAPS =
            """
            SELECT COUNT(*) FROM subscription s, briefing b
            WHERE s.state = 'active' AND NOT EXISTS (
                SELECT 1 FROM delivery d JOIN content_item i ON i.content = d.content
                WHERE d.subscription = s.id AND i.briefing = b.id AND d.state <> 'cancelled')
            """;
    private static final String CANCELLED =
            "SELECT COUNT(*) FROM delivery WHERE state = 'cancelled'";
    private static final String OVERLAPS =
            """
            SELECT COUNT(*) FROM delivery a
            JOIN edition ae ON ae.id = a.edition AND ae.cadence NOT IN ('breaking', 'correction')
            JOIN content_item i ON i.content = a.content AND i.kind = 'new'
            JOIN release r ON r.briefing = i.briefing AND r.kind = 'new'
            JOIN delivery b ON b.subscription = a.subscription AND b.edition <> a.edition
            JOIN edition be ON be.id = b.edition AND be.cadence NOT IN ('breaking', 'correction')
            JOIN content_item j ON j.content = b.content AND j.kind = 'new'
            JOIN release q ON q.briefing = j.briefing AND q.kind = 'new' AND q.seq > b.from_seq
            WHERE a.from_seq <= b.from_seq AND r.seq > b.from_seq
              AND a.state <> 'cancelled' AND b.state <> 'cancelled'
            """;
}
