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
import org.briefwire.model.Depth;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.TopicId;
import org.briefwire.model.Topics;
import org.briefwire.store.Database;
import org.briefwire.store.StoreFixture;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.Seeded;
import org.briefwire.testing.Seeds;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two editions are made at the same instant, by several makers each, while readers go over from one
 * to the other, choose anew and leave: nobody who stays loses a briefing or gets one twice.
 */
class CrowdTest {
    private static final List<String> CADENCES = List.of("early", "also-early");
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
                                            Cadence.Clock.PUBLICATION))
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
            var readers =
                    IntStream.range(0, people)
                            .mapToObj(n -> join(store, CADENCES.get(n % CADENCES.size())))
                            .toList();
            var corrected = new ArrayList<BriefingId>();
            for (var day = 0; day < days; day++) {
                corrected.forEach(id -> store.correct(id, false, clock.instant()));
                corrected.add(store.release(List.of(new TopicId("world")), false, clock.instant()));
                store.release(
                        List.of(new TopicId("sport"), new TopicId("world")),
                        false,
                        clock.instant());
                clock.moveTo(Instant.parse("2026-11-24T06:00:00Z").plus(Duration.ofDays(day)));
                all(database, store, readers, day);
            }
            clock.advance(Duration.ofHours(1));
            maker.makeNow(List.of(LIST));

            System.out.printf(
                    "%s: %d deliveries to %d readers while they changed; repeats %d, gaps %d, overlaps %d%n",
                    kind,
                    store.number("SELECT COUNT(*) FROM delivery"),
                    people,
                    store.texts(Ledger.REPEATS).size(),
                    store.number(GAPS),
                    store.number(OVERLAPS));
            assertThat(store.texts(Ledger.REPEATS)).as("repeats").isEmpty();
            assertThat(store.texts(Ledger.UNASKED)).as("unasked corrections").isEmpty();
            assertThat(store.texts(Ledger.UNCORRECTED)).as("errors left").isEmpty();
            assertThat(store.number("SELECT COUNT(*) FROM content_item WHERE kind = 'correction'"))
                    .as("corrections")
                    .isPositive();
            assertThat(store.number(GAPS)).as("gaps").isZero();
            assertThat(store.number(OVERLAPS)).as("overlaps").isZero();
            assertThat(store.number("SELECT COUNT(*) FROM subscription WHERE state = 'active'"))
                    .isBetween(1L, people - 1L);
        }
    }

    private void all(Database database, StoreFixture store, List<SubscriptionId> readers, int day)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<Object>>();
            for (var thread = 0; thread < 3; thread++) {
                var seed = day * 10L + thread;
                work.add(() -> maker(database).makeDue(List.of(LIST)));
                work.add(() -> change(store, readers, seed));
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }

    private static Object change(StoreFixture store, List<SubscriptionId> readers, long seed) {
        var random = Seeds.random(seed);
        for (var change = 0; change < Math.min(300, readers.size()); change++) {
            var reader = Seeded.oneOf(random, readers);
            switch (random.nextInt(20)) {
                case 0 ->
                        store.update(
                                "UPDATE subscription SET state = 'unsubscribed' WHERE id = "
                                        + reader.value());
                case 1, 2, 3, 4, 5, 6, 7, 8 ->
                        store.changeChoice(reader, Seeded.oneOf(random, CHOICES));
                default -> store.changeCadence(reader, Seeded.oneOf(random, CADENCES));
            }
        }
        return readers;
    }

    private EditionMaker maker(Database database) {
        return new TestRenderer().maker(database, ZoneId.of("Europe/Berlin"), clock);
    }

    private SubscriptionId join(StoreFixture store, String cadence) {
        return store.join(
                new StoreFixture.Joining(
                        "brief", cadence, "", CHOICES.getFirst(), clock.instant()));
    }

    private static final String GAPS =
            """
            SELECT COUNT(*) FROM subscription s, briefing b
            WHERE s.state = 'active' AND NOT EXISTS (
                SELECT 1 FROM delivery d JOIN content_item i ON i.content = d.content
                WHERE d.subscription = s.id AND i.briefing = b.id)
            """;
    private static final String OVERLAPS =
            """
            SELECT COUNT(*) FROM delivery a
            JOIN wave aw ON aw.edition = a.edition
            JOIN delivery b ON b.subscription = a.subscription AND b.edition <> a.edition
            JOIN wave bw ON bw.edition = b.edition
            WHERE a.from_seq <= b.from_seq AND aw.cutoff > b.from_seq
            """;
}
