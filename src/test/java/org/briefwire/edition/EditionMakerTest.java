package org.briefwire.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.Depth;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.Slot;
import org.briefwire.model.TopicId;
import org.briefwire.model.Topics;
import org.briefwire.store.Database;
import org.briefwire.store.StoreFixture;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EditionMakerTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T11:00:00Z");
    private static final TopicId WORLD = new TopicId("world");
    private static final TopicId SPORT = new TopicId("sport");

    @TempDir Path folder;
    private final MovableClock clock = new MovableClock(MONDAY_NOON);
    private final TestRenderer renderer = new TestRenderer();
    private final List<Database> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Database::close);
    }

    private StoreFixture start(TestDatabases.Kind kind, NewsList list) {
        opened.add(Database.open(TestDatabases.fresh(kind, folder)));
        maker().see(List.of(list));
        return new StoreFixture(opened.getLast());
    }

    private EditionMaker maker() {
        return renderer.maker(opened.getLast(), BERLIN, clock);
    }

    private static NewsList list(Cadence... cadences) {
        return new NewsList(
                new ListId("daily"),
                "Daily",
                "",
                List.of(),
                NewsList.Approval.AUTO,
                List.of(cadences),
                NewsList.Visibility.PUBLIC,
                Mailbox.parse("desk@example.org"),
                "en");
    }

    private static Cadence daily(Cadence.Clock clock) {
        return new Cadence(new CadenceId("daily"), "0 0 7 ? * *", clock);
    }

    private StoreFixture.Joining reader(Topics topics) {
        return new StoreFixture.Joining(
                "daily", "daily", "", new Choice(Depth.FULL, topics, ""), clock.instant());
    }

    @ParameterizedTest
    @EnumSource
    void anEditionIsMadeOnceForItsSlotHoweverOftenItIsAskedFor(TestDatabases.Kind kind) {
        var list = list(daily(Cadence.Clock.PUBLICATION));
        var store = start(kind, list);
        var reader = store.join(reader(Topics.ALL));
        var briefing = store.release(List.of(WORLD), false, clock.instant());

        clock.moveTo(Instant.parse("2026-11-24T05:59:59Z"));
        assertThat(maker().makeDue(List.of(list))).isEmpty();
        clock.moveTo(Instant.parse("2026-11-24T06:00:00Z"));
        assertThat(maker().makeDue(List.of(list)))
                .containsExactly(
                        new Made.Sealed(
                                list.id(),
                                new CadenceId("daily"),
                                new Slot("2026-11-24T07:00"),
                                1,
                                1,
                                1));
        assertThat(maker().makeDue(List.of(list))).isEmpty();
        clock.advance(Duration.ofHours(3));
        assertThat(maker().makeDue(List.of(list))).isEmpty();

        assertThat(store.received(reader)).containsExactly(briefing);
    }

    @ParameterizedTest
    @EnumSource
    void twoMakersAtOnceMakeOneEdition(TestDatabases.Kind kind)
            throws InterruptedException, ExecutionException {
        var list = list(daily(Cadence.Clock.PUBLICATION));
        var store = start(kind, list);
        var readers = Stream.generate(() -> store.join(reader(Topics.ALL))).limit(50).toList();
        var briefing = store.release(List.of(WORLD), false, clock.instant());
        clock.moveTo(Instant.parse("2026-11-24T06:00:00Z"));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<List<Made>> making = () -> maker().makeDue(List.of(list));
            for (var made : threads.invokeAll(List.of(making, making, making))) {
                made.get();
            }
        }

        assertThat(store.number("SELECT COUNT(*) FROM edition")).isEqualTo(1);
        assertThat(store.number("SELECT number FROM edition")).isEqualTo(1);
        assertThat(readers)
                .allSatisfy(reader -> assertThat(store.received(reader)).containsExactly(briefing));
    }

    @ParameterizedTest
    @EnumSource
    void nothingNewIsRecordedAndSendsNothing(TestDatabases.Kind kind) {
        var list = list(daily(Cadence.Clock.PUBLICATION));
        var store = start(kind, list);
        store.join(reader(Topics.ALL));
        store.release(List.of(WORLD), true, clock.instant());
        clock.moveTo(Instant.parse("2026-11-24T06:00:00Z"));

        assertThat(maker().makeDue(List.of(list)))
                .containsExactly(
                        new Made.Skipped(
                                list.id(), new CadenceId("daily"), new Slot("2026-11-24T07:00")));

        assertThat(store.texts("SELECT state FROM edition")).containsExactly("skipped");
        assertThat(store.number("SELECT COUNT(*) FROM delivery")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void anEditionIsMadeForTheArchiveAlsoWithoutASubscriber(TestDatabases.Kind kind) {
        var list = list(daily(Cadence.Clock.PUBLICATION));
        var store = start(kind, list);
        store.release(List.of(WORLD), false, clock.instant());
        clock.moveTo(Instant.parse("2026-11-24T06:00:00Z"));

        assertThat(maker().makeDue(List.of(list))).hasOnlyElementsOfType(Made.Sealed.class);

        assertThat(store.number("SELECT COUNT(*) FROM content_item")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void slotsMissedByDowntimeBecomeOneEditionWithEverythingSince(TestDatabases.Kind kind) {
        var list = list(daily(Cadence.Clock.PUBLICATION));
        var store = start(kind, list);
        var reader = store.join(reader(Topics.ALL));
        var first = store.release(List.of(WORLD), false, clock.instant());
        clock.advance(Duration.ofDays(2));
        var second = store.release(List.of(SPORT), false, clock.instant());
        clock.moveTo(Instant.parse("2026-11-28T08:00:00Z"));

        assertThat(maker().makeDue(List.of(list))).hasSize(1);

        assertThat(store.received(reader)).containsExactly(second, first);
    }

    @ParameterizedTest
    @EnumSource
    void eachGetsTheTopicsThatTheyChose(TestDatabases.Kind kind) {
        var list = list(daily(Cadence.Clock.PUBLICATION));
        var store = start(kind, list);
        var all = store.join(reader(Topics.ALL));
        var sport = store.join(reader(Topics.ofWord("sport")));
        var art = store.join(reader(Topics.ofWord("art")));
        var world = store.release(List.of(WORLD), false, clock.instant());
        var match = store.release(List.of(SPORT, WORLD), false, clock.instant());
        clock.moveTo(Instant.parse("2026-11-24T06:00:00Z"));
        maker().makeDue(List.of(list));

        assertThat(store.received(all)).containsExactly(match, world);
        assertThat(store.received(sport)).containsExactly(match);
        assertThat(store.received(art)).isEmpty();
        assertThat(store.number("SELECT MIN(cursor) FROM subscription")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void nowSendsToEverybodyAtOnceAndTheNextSlotDoesNotRepeatIt(TestDatabases.Kind kind) {
        var list = list(daily(Cadence.Clock.PUBLICATION));
        var store = start(kind, list);
        var reader = store.join(reader(Topics.ALL));
        var briefing = store.release(List.of(WORLD), false, clock.instant());

        assertThat(maker().makeNow(List.of(list))).hasOnlyElementsOfType(Made.Sealed.class);
        clock.advance(Duration.ofSeconds(5));
        assertThat(maker().makeNow(List.of(list))).hasOnlyElementsOfType(Made.Skipped.class);
        clock.moveTo(Instant.parse("2026-11-24T06:00:00Z"));
        assertThat(maker().makeDue(List.of(list))).hasOnlyElementsOfType(Made.Skipped.class);

        assertThat(store.received(reader)).containsExactly(briefing);
    }

    @ParameterizedTest
    @EnumSource
    void withTheReadersClockEachZoneHasItsWaveAtItsOwnSeven(TestDatabases.Kind kind) {
        var list = list(daily(Cadence.Clock.SUBSCRIBER));
        clock.advance(Duration.ofHours(2));
        var store = start(kind, list);
        for (var zone : List.of("Asia/Tokyo", "", "America/New_York")) {
            store.join(
                    new StoreFixture.Joining(
                            "daily", "daily", zone, Choice.EVERYTHING, clock.instant()));
        }
        store.release(List.of(WORLD), false, clock.instant());
        for (var hour = 0; hour < 30; hour++) {
            clock.advance(Duration.ofHours(1));
            maker().makeDue(List.of(list));
        }

        assertThat(store.number("SELECT COUNT(*) FROM edition WHERE state = 'sealed'"))
                .isEqualTo(1);
        assertThat(store.texts("SELECT due FROM delivery ORDER BY due"))
                .containsExactly(
                        millis("2026-11-23T22:00:00Z"),
                        millis("2026-11-24T06:00:00Z"),
                        millis("2026-11-24T12:00:00Z"));
    }

    @ParameterizedTest
    @EnumSource
    void whoMovesWestBetweenTwoWavesLosesNothing(TestDatabases.Kind kind) {
        var list = list(daily(Cadence.Clock.SUBSCRIBER));
        clock.advance(Duration.ofHours(2));
        var store = start(kind, list);
        var traveller =
                store.join(
                        new StoreFixture.Joining(
                                "daily",
                                "daily",
                                "Asia/Tokyo",
                                Choice.EVERYTHING,
                                clock.instant()));
        var first = store.release(List.of(WORLD), false, clock.instant());
        clock.moveTo(Instant.parse("2026-11-23T22:00:00Z"));
        maker().makeDue(List.of(list));
        var second = store.release(List.of(WORLD), false, clock.instant());
        store.changeZone(traveller, "America/New_York");
        clock.moveTo(Instant.parse("2026-11-24T12:00:00Z"));
        maker().makeDue(List.of(list));
        assertThat(store.received(traveller)).containsExactly(first);

        clock.advance(Duration.ofDays(1));
        maker().makeDue(List.of(list));
        assertThat(store.received(traveller)).containsExactly(first, second);
    }

    private static String millis(String instant) {
        return Long.toString(Instant.parse(instant).toEpochMilli());
    }

    @ParameterizedTest
    @EnumSource
    void anInstantCadenceSendsEachReleaseOnce(TestDatabases.Kind kind) {
        var list = list(new Cadence(new CadenceId("daily"), "", Cadence.Clock.PUBLICATION));
        var store = start(kind, list);
        var reader = store.join(reader(Topics.ALL));
        assertThat(maker().makeDue(List.of(list))).isEmpty();
        var first = store.release(List.of(WORLD), false, clock.instant());
        assertThat(maker().makeDue(List.of(list))).hasSize(1);
        assertThat(maker().makeDue(List.of(list))).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        var second = store.release(List.of(WORLD), false, clock.instant());
        assertThat(maker().makeDue(List.of(list))).hasSize(1);

        assertThat(store.received(reader)).containsExactly(first, second);
    }

    @ParameterizedTest
    @EnumSource
    void whoComesOverToAnInstantCadenceGetsWhatWasStillToCome(TestDatabases.Kind kind) {
        var list =
                list(
                        daily(Cadence.Clock.PUBLICATION),
                        new Cadence(new CadenceId("instant"), "", Cadence.Clock.PUBLICATION));
        var store = start(kind, list);
        var reader = store.join(reader(Topics.ALL));
        var other = store.join(reader(Topics.ofWord("art")));
        var briefing = store.release(List.of(WORLD), false, clock.instant());
        maker().makeDue(List.of(list));
        assertThat(store.received(reader)).isEmpty();

        store.changeCadence(reader, "instant");
        store.changeCadence(other, "instant");
        clock.advance(Duration.ofMinutes(1));
        maker().makeDue(List.of(list));
        assertThat(store.received(reader)).containsExactly(briefing);
        assertThat(store.received(other)).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(maker().makeDue(List.of(list))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatPreflightHoldsMovesNoCursorAndGoesIntoTheNextSlot(TestDatabases.Kind kind) {
        var list = list(daily(Cadence.Clock.PUBLICATION));
        var store = start(kind, list);
        var reader = store.join(reader(Topics.ALL));
        var briefing = store.release(List.of(WORLD), false, clock.instant());
        clock.moveTo(Instant.parse("2026-11-24T06:00:00Z"));
        renderer.errors = List.of("html: no unsubscribe link");

        assertThat(maker().makeDue(List.of(list))).hasOnlyElementsOfType(Made.Held.class);
        assertThat(store.number("SELECT cursor FROM subscription")).isZero();
        assertThat(store.received(reader)).isEmpty();

        renderer.errors = List.of();
        clock.advance(Duration.ofDays(1));
        assertThat(maker().makeDue(List.of(list))).hasOnlyElementsOfType(Made.Sealed.class);
        assertThat(store.received(reader)).containsExactly(briefing);
        assertThat(store.texts("SELECT state FROM edition ORDER BY id"))
                .containsExactly("replaced", "sealed");
    }

    @ParameterizedTest
    @EnumSource
    void aTemplateThatFailsLeavesTheWaveToTheNextRun(TestDatabases.Kind kind) {
        var list = list(daily(Cadence.Clock.PUBLICATION));
        var store = start(kind, list);
        var reader = store.join(reader(Topics.ALL));
        var briefing = store.release(List.of(WORLD), false, clock.instant());
        clock.moveTo(Instant.parse("2026-11-24T06:00:00Z"));
        renderer.failure = "digest.html.mustache:3: no such partial";

        assertThat(maker().makeDue(List.of(list))).hasOnlyElementsOfType(Made.Failed.class);

        renderer.failure = "";
        assertThat(maker().makeDue(List.of(list))).hasOnlyElementsOfType(Made.Sealed.class);
        assertThat(store.received(reader)).containsExactly(briefing);
    }

    @ParameterizedTest
    @EnumSource
    void whatReadersShareIsRenderedOnce(TestDatabases.Kind kind) {
        var list = list(daily(Cadence.Clock.PUBLICATION));
        var store = start(kind, list);
        for (var i = 0; i < 200; i++) {
            store.join(reader(i % 2 == 0 ? Topics.ALL : Topics.ofWord("sport")));
        }
        store.release(List.of(WORLD), false, clock.instant());
        store.release(List.of(SPORT), false, clock.instant());
        clock.moveTo(Instant.parse("2026-11-24T06:00:00Z"));
        maker().makeDue(List.of(list));

        var keys = renderer.rendered.stream().map(Order::key).collect(Collectors.toList());
        assertThat(new TreeSet<>(keys)).hasSize(2).hasSameSizeAs(keys);
    }
}
