package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.briefwire.store.CourierLock;
import org.briefwire.store.Database;
import org.briefwire.store.PostFixture;
import org.briefwire.store.SignOfLife;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TakeoverTest {
    private static final Instant DUE = Instant.parse("2026-11-24T07:00:00Z");
    private static final Duration LATE_AFTER = Duration.ofHours(6);

    @TempDir Path folder;

    /** A slow edition may last longer than late-after, and the database be away for seconds. */
    @ParameterizedTest
    @EnumSource
    void whoLosesTheRightForAMomentGoesOnWithWhatItWasAt(TestDatabases.Kind kind) {
        var clock = new MovableClock(DUE);
        try (var database = Database.open(TestDatabases.fresh(kind, folder));
                var claim = new CourierLock(database, folder, clock).tryTake().orElseThrow()) {
            var fixture = new PostFixture(database);
            var own = new Takeover(database, LATE_AFTER, clock);
            own.look(claim, TakeoverTest::never);
            var edition = fixture.edition("s");
            fixture.deliver(edition, fixture.subscribe(List.of("ada@example.org")), DUE);
            clock.advance(Duration.ofHours(4));
            own.live();
            clock.advance(Duration.ofHours(3));

            assertThat(own.look(claim, TakeoverTest::never).held()).isEmpty();
            assertThat(
                            new Takeover(database, LATE_AFTER, clock)
                                    .look(claim, TakeoverTest::never)
                                    .held())
                    .singleElement()
                    .asString()
                    .contains("was found half-sent");
        }
    }

    /** Its pausing may take minutes, and nothing of it is seen before it is committed. */
    @Test
    void nobodySendsBeforeTheFirstHasLookedThroughWhatWasLeft() throws Exception {
        var clock = new MovableClock(DUE);
        try (var database = postgresql();
                var looking = Executors.newVirtualThreadPerTaskExecutor();
                var first = claim(database, clock);
                var second = claim(database, clock)) {
            leaveHalfSent(database, clock);
            var asked = new AtomicInteger();
            var younger = takeover(database, clock);
            var waits =
                    looking.submit(() -> younger.look(second, () -> asked.incrementAndGet() < 0));
            await().until(() -> asked.get() > 3);
            assertThat(new SignOfLife(database).last()).isEmpty();
            younger.leave();
            assertThat(new SignOfLife(database).last()).isEmpty();

            assertThat(takeover(database, clock).look(first, TakeoverTest::never).held())
                    .hasSize(1);

            assertThat(waits.get(30, TimeUnit.SECONDS).held()).isEmpty();
            assertThat(new SignOfLife(database).last()).isPresent();
        }
    }

    @Test
    void whenTheFirstEndsInItsLookTheNextOneLooks() throws Exception {
        var clock = new MovableClock(DUE);
        try (var database = postgresql();
                var looking = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = claim(database, clock);
            try (var second = claim(database, clock)) {
                leaveHalfSent(database, clock);
                var waits =
                        looking.submit(
                                () -> takeover(database, clock).look(second, TakeoverTest::never));

                first.close();

                assertThat(waits.get(30, TimeUnit.SECONDS).held()).hasSize(1);
            }
        }
    }

    @Test
    void whoWaitsForTheFirstEndsWhenItIsToldTo() {
        var clock = new MovableClock(DUE);
        try (var database = postgresql();
                var first = claim(database, clock);
                var second = claim(database, clock)) {
            leaveHalfSent(database, clock);

            assertThat(takeover(database, clock).look(second, () -> true).held()).isEmpty();

            assertThat(new SignOfLife(database).last()).isEmpty();
            assertThat(first.hasAnotherLooked()).isFalse();
        }
    }

    /** It would have gone on as one that had the right until a moment ago. */
    @ParameterizedTest
    @EnumSource
    void aDatabaseThatWasPutBackMeanwhileIsLookedThrough(TestDatabases.Kind kind) {
        var clock = new MovableClock(DUE);
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var life = new SignOfLife(database);
            var own = takeover(database, clock);
            try (var claim = claim(database, clock)) {
                own.look(claim, TakeoverTest::never);
                clock.advance(Duration.ofHours(8));
                own.live();
            }
            var fixture = new PostFixture(database);
            fixture.hasBeenPutBack(DUE);
            clock.advance(Duration.ofMinutes(2));
            fixture.deliver(
                    fixture.edition("s"), fixture.subscribe(List.of("ada@example.org")), DUE);

            assertThatThrownBy(own::live).hasMessageContaining("was put back");
            own.leave();
            assertThat(life.last()).contains(new SignOfLife.Sign(DUE, 1));

            try (var claim = claim(database, clock)) {
                assertThat(own.look(claim, TakeoverTest::never).held()).hasSize(1);
                assertThat(life.last()).contains(new SignOfLife.Sign(clock.instant(), 2));
                own.live();
            }
        }
    }

    private static boolean never() {
        return false;
    }

    private Database postgresql() {
        return Database.open(TestDatabases.fresh(TestDatabases.Kind.POSTGRESQL, folder));
    }

    private CourierLock.Claim claim(Database database, MovableClock clock) {
        return new CourierLock(database, folder, clock).tryTake().orElseThrow();
    }

    private static Takeover takeover(Database database, MovableClock clock) {
        return new Takeover(database, LATE_AFTER, clock);
    }

    private static void leaveHalfSent(Database database, MovableClock clock) {
        var fixture = new PostFixture(database);
        fixture.deliver(fixture.edition("s"), fixture.subscribe(List.of("ada@example.org")), DUE);
        clock.moveTo(DUE.plus(Duration.ofHours(7)));
    }
}
