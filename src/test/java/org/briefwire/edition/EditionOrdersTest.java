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
import java.util.stream.Stream;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.model.BriefingId;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.Depth;
import org.briefwire.model.EditionId;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.TopicId;
import org.briefwire.model.Topics;
import org.briefwire.store.Database;
import org.briefwire.store.EditionOrders;
import org.briefwire.store.StoreFixture;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person orders about an edition, and that nobody loses or repeats a briefing by it. */
class EditionOrdersTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant MONDAY_AFTERNOON = Instant.parse("2026-11-23T13:00:00Z");
    private static final Instant TUESDAY_SEVEN = Instant.parse("2026-11-24T06:00:00Z");

    @TempDir Path folder;
    private final MovableClock clock = new MovableClock(MONDAY_AFTERNOON);
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

    private EditionOrders orders() {
        return new EditionOrders(opened.getLast());
    }

    private static NewsList list(NewsList.Approval approval) {
        return new NewsList(
                new ListId("daily"),
                "Daily",
                "",
                List.of(),
                approval,
                List.of(
                        new Cadence(
                                new CadenceId("daily"), "0 0 7 ? * *", Cadence.Clock.SUBSCRIBER)),
                NewsList.Visibility.PUBLIC,
                Mailbox.parse("desk@example.org"),
                "en");
    }

    private SubscriptionId join(StoreFixture store, String zone) {
        return store.join(
                new StoreFixture.Joining(
                        "daily",
                        "daily",
                        zone,
                        new Choice(Depth.FULL, Topics.ALL, ""),
                        clock.instant()));
    }

    private BriefingId release(StoreFixture store) {
        return store.release(List.of(new TopicId("world")), false, clock.instant());
    }

    private static EditionId edition(StoreFixture store) {
        return new EditionId(store.number("SELECT MAX(id) FROM edition"));
    }

    /** What was made for a reader and not stopped. */
    private static long standing(StoreFixture store, SubscriptionId reader) {
        return store.number(
                "SELECT COUNT(*) FROM delivery WHERE state <> 'cancelled' AND subscription = "
                        + reader.value());
    }

    @ParameterizedTest
    @EnumSource
    void anApprovedEditionGoesOutWithTheCutoffThatItWasHeldWith(TestDatabases.Kind kind) {
        var list = list(NewsList.Approval.MANUAL);
        var store = start(kind, list);
        var reader = join(store, "");
        var briefing = release(store);
        clock.moveTo(TUESDAY_SEVEN);
        assertThat(maker().makeDue(List.of(list))).hasOnlyElementsOfType(Made.Held.class);
        release(store);

        assertThat(orders().approve(edition(store), clock.instant())).isEqualTo(1);
        assertThat(maker().makeBegun(List.of(list))).hasOnlyElementsOfType(Made.Sealed.class);

        assertThat(store.received(reader)).containsExactly(briefing);
        assertThat(orders().approve(edition(store), clock.instant())).isZero();
        assertThat(maker().makeBegun(List.of(list))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void approvingAnEditionApprovesItsLaterWaves(TestDatabases.Kind kind) {
        var list = list(NewsList.Approval.MANUAL);
        var store = start(kind, list);
        var reader = join(store, "America/New_York");
        var briefing = release(store);
        clock.moveTo(TUESDAY_SEVEN);
        maker().makeDue(List.of(list));
        orders().approve(edition(store), clock.instant());
        maker().makeBegun(List.of(list));
        assertThat(store.received(reader)).isEmpty();

        clock.advance(Duration.ofHours(6));

        assertThat(maker().makeDue(List.of(list))).hasOnlyElementsOfType(Made.Sealed.class);
        assertThat(store.received(reader)).containsExactly(briefing);
    }

    @ParameterizedTest
    @EnumSource
    void whatPreflightHeldIsRenderedAgainWhenItIsApproved(TestDatabases.Kind kind) {
        var list = list(NewsList.Approval.AUTO);
        var store = start(kind, list);
        var reader = join(store, "");
        var briefing = release(store);
        clock.moveTo(TUESDAY_SEVEN);
        renderer.errors = List.of("html: no unsubscribe link");
        maker().makeDue(List.of(list));

        orders().approve(edition(store), clock.instant());
        assertThat(maker().makeBegun(List.of(list))).hasOnlyElementsOfType(Made.Held.class);

        renderer.errors = List.of();
        var renderings = renderer.rendered.size();
        orders().approve(edition(store), clock.instant());
        assertThat(maker().makeBegun(List.of(list))).hasOnlyElementsOfType(Made.Sealed.class);
        assertThat(renderer.rendered).hasSizeGreaterThan(renderings);
        assertThat(store.received(reader)).containsExactly(briefing);
    }

    @ParameterizedTest
    @EnumSource
    void whatACancelledEditionDidNotBringComesWithTheNext(TestDatabases.Kind kind) {
        var list = list(NewsList.Approval.AUTO);
        var store = start(kind, list);
        var got = join(store, "");
        var waits = join(store, "");
        release(store);
        clock.moveTo(TUESDAY_SEVEN);
        maker().makeDue(List.of(list));
        store.update("UPDATE delivery SET state = 'sent' WHERE subscription = " + got.value());

        assertThat(orders().cancel(edition(store), clock.instant())).isEqualTo(1);
        assertThat(orders().cancel(edition(store), clock.instant())).isZero();
        assertThat(standing(store, waits)).isZero();
        clock.advance(Duration.ofDays(1));
        maker().makeDue(List.of(list));

        assertThat(standing(store, got)).isEqualTo(1);
        assertThat(standing(store, waits)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void theLaterWavesOfACancelledEditionMakeNothing(TestDatabases.Kind kind) {
        var list = list(NewsList.Approval.AUTO);
        var store = start(kind, list);
        var reader = join(store, "America/New_York");
        var briefing = release(store);
        clock.moveTo(TUESDAY_SEVEN);
        maker().makeDue(List.of(list));
        orders().cancel(edition(store), clock.instant());
        clock.advance(Duration.ofHours(6));

        assertThat(maker().makeDue(List.of(list))).hasOnlyElementsOfType(Made.Cancelled.class);
        assertThat(store.received(reader)).isEmpty();
        clock.advance(Duration.ofDays(1));
        maker().makeDue(List.of(list));
        assertThat(store.received(reader)).containsExactly(briefing);
    }

    @ParameterizedTest
    @EnumSource
    void cancellingWhileTheWaveIsMadeLosesAndRepeatsNothing(TestDatabases.Kind kind)
            throws InterruptedException, ExecutionException {
        var list = list(NewsList.Approval.AUTO);
        var store = start(kind, list);
        var readers = Stream.generate(() -> join(store, "")).limit(30).toList();
        for (var day = 0; day < 8; day++) {
            release(store);
            clock.moveTo(TUESDAY_SEVEN.plus(Duration.ofDays(day)));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Callable<Object> making = () -> maker().makeDue(List.of(list));
                // that of today: an older one's news are gone once the next is made
                var today = clock.instant().atZone(BERLIN).toLocalDate() + "T07:00";
                Callable<Object> cancelling =
                        () ->
                                orders().cancel(
                                                new EditionId(
                                                        store.number(
                                                                "SELECT COALESCE(MAX(id), 0) FROM edition"
                                                                        + " WHERE slot = '"
                                                                        + today
                                                                        + "'")),
                                                clock.instant());
                var first = day % 2 == 0 ? making : cancelling;
                var second = day % 2 == 0 ? cancelling : making;
                for (var done : threads.invokeAll(List.of(first, second, cancelling))) {
                    done.get();
                }
            }
        }
        clock.advance(Duration.ofDays(1));
        maker().makeDue(List.of(list));

        for (var reader : readers) {
            assertThat(
                            store.texts(
                                    """
                                    SELECT i.briefing || ' ' || COUNT(*) FROM delivery d
                                    JOIN content_item i ON i.content = d.content
                                    WHERE d.state <> 'cancelled' AND d.subscription = %d
                                    GROUP BY i.briefing ORDER BY i.briefing
                                    """
                                            .formatted(reader.value())))
                    .containsExactlyElementsOf(
                            store.texts("SELECT id || ' 1' FROM briefing ORDER BY id"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWaveThatComesTooLateIsMissedAndItsNewsGoIntoTheNext(TestDatabases.Kind kind) {
        var list = list(NewsList.Approval.AUTO);
        var store = start(kind, list);
        var reader = join(store, "");
        var briefing = release(store);
        clock.moveTo(TUESDAY_SEVEN.plus(Duration.ofHours(6)).plusMillis(1));

        assertThat(maker().makeDue(List.of(list))).hasOnlyElementsOfType(Made.Missed.class);
        assertThat(maker().makeDue(List.of(list))).isEmpty();
        assertThat(store.received(reader)).isEmpty();
        assertThat(store.texts("SELECT outcome FROM wave")).containsExactly("missed");

        clock.moveTo(TUESDAY_SEVEN.plus(Duration.ofDays(1)).plus(Duration.ofHours(6)));
        assertThat(maker().makeDue(List.of(list))).hasOnlyElementsOfType(Made.Sealed.class);
        assertThat(store.received(reader)).containsExactly(briefing);
        assertThat(store.number("SELECT due FROM delivery"))
                .isEqualTo(clock.instant().toEpochMilli());
    }

    @ParameterizedTest
    @EnumSource
    void whatWasLeftHalfSentTooLongAgoWaitsForAPerson(TestDatabases.Kind kind) {
        var list = list(NewsList.Approval.AUTO);
        var store = start(kind, list);
        join(store, "");
        release(store);
        clock.moveTo(TUESDAY_SEVEN);
        maker().makeDue(List.of(list));
        clock.advance(Duration.ofHours(7));
        var tooOld = clock.instant().minus(Duration.ofHours(6));

        assertThat(orders().pauseStale(tooOld, clock.instant()))
                .extracting(stale -> stale.number().orElse(0))
                .containsExactly(1L);
        assertThat(orders().pauseStale(tooOld, clock.instant())).isEmpty();
        assertThat(deliveries().nextDue()).isEmpty();

        orders().resume(edition(store), clock.instant());
        assertThat(orders().pauseStale(tooOld, clock.instant())).isEmpty();
        assertThat(deliveries().nextDue()).contains(clock.instant());
    }

    private static NewsList instant(NewsList.Approval approval) {
        return new NewsList(
                new ListId("daily"),
                "Daily",
                "",
                List.of(),
                approval,
                List.of(new Cadence(new CadenceId("daily"), "", Cadence.Clock.PUBLICATION)),
                NewsList.Visibility.PUBLIC,
                Mailbox.parse("desk@example.org"),
                "en");
    }

    @ParameterizedTest
    @EnumSource
    void anInstantEditionIsHeldOnceAndTheNextReleaseReplacesIt(TestDatabases.Kind kind) {
        var list = instant(NewsList.Approval.MANUAL);
        var store = start(kind, list);
        var reader = join(store, "");
        var first = release(store);
        assertThat(maker().makeDue(List.of(list))).hasOnlyElementsOfType(Made.Held.class);
        assertThat(maker().makeDue(List.of(list))).isEmpty();

        clock.advance(Duration.ofMinutes(1));
        var second = release(store);
        maker().makeDue(List.of(list));
        orders().approve(edition(store), clock.instant());
        maker().makeBegun(List.of(list));

        assertThat(store.received(reader)).containsExactlyInAnyOrder(first, second);
    }

    @ParameterizedTest
    @EnumSource
    void aCancelledInstantEditionsNewsWaitForTheNextRelease(TestDatabases.Kind kind) {
        var list = instant(NewsList.Approval.AUTO);
        var store = start(kind, list);
        var reader = join(store, "");
        release(store);
        maker().makeDue(List.of(list));
        orders().cancel(edition(store), clock.instant());
        clock.advance(Duration.ofMinutes(1));
        assertThat(maker().makeDue(List.of(list))).isEmpty();
        assertThat(standing(store, reader)).isZero();

        release(store);
        maker().makeDue(List.of(list));
        assertThat(standing(store, reader)).isEqualTo(1);
        assertThat(
                        store.number(
                                """
                                SELECT COUNT(*) FROM delivery d
                                JOIN content_item i ON i.content = d.content
                                WHERE d.state <> 'cancelled'
                                """))
                .isEqualTo(2);
    }

    private org.briefwire.store.Deliveries deliveries() {
        return new org.briefwire.store.Deliveries(opened.getLast());
    }
}
