package org.briefwire.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.briefwire.config.WarmUp;
import org.briefwire.store.Database;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AllowanceTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final WarmUp PLAN = new WarmUp(LocalDate.of(2026, 12, 1), 50, 1.5, 100);

    @TempDir Path folder;
    private final MovableClock clock = new MovableClock(Instant.parse("2026-12-01T20:00:00Z"));

    private Allowance allowance(Database database) {
        return new Allowance("server:main", PLAN, database, BERLIN, clock);
    }

    private static int takeAll(Allowance allowance) {
        var taken = 0;
        while (taken < 1000 && allowance.take()) {
            taken++;
        }
        return taken;
    }

    @ParameterizedTest
    @EnumSource
    void eachDayOfThePublicationsZoneHasItsNumberUntilThePlanIsOver(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var allowance = allowance(database);

            assertThat(takeAll(allowance)).isEqualTo(50);
            assertThat(allowance.isLeft()).isFalse();
            assertThat(allowance.words())
                    .isEqualTo(
                            "the warm-up allows 50 messages on 2026-12-01, and they are sent; it"
                                    + " goes on the next day");
            clock.moveTo(Instant.parse("2026-12-01T23:00:00Z"));
            assertThat(takeAll(allowance)).isEqualTo(75);
            clock.moveTo(Instant.parse("2026-12-03T09:00:00Z"));
            assertThat(takeAll(allowance)).isEqualTo(1000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nodesShareADaysNumberAndGiveBackWhatTheyDidNotUse(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var one = allowance(database);
            var other = allowance(database);
            assertThat(one.take()).isTrue();
            assertThat(other.take()).isTrue();

            one.release();

            // two are gone; 31 of the one's 32 came back
            assertThat(takeAll(other)).isEqualTo(48);
            assertThat(one.take()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverOnlyLooksTakesNothing(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var looking = allowance(database);
            var other = allowance(database);

            assertThat(looking.isUsedUp()).isFalse();
            assertThat(takeAll(other)).isEqualTo(50);
            assertThat(looking.isUsedUp()).isTrue();
            clock.moveTo(Instant.parse("2026-12-01T23:00:00Z"));
            assertThat(looking.isUsedUp()).isFalse();
            // what it holds itself is there, though others have the rest
            looking.take();
            assertThat(takeAll(other)).isEqualTo(43);
            assertThat(looking.isUsedUp()).isFalse();
            clock.moveTo(Instant.parse("2026-12-03T09:00:00Z"));
            assertThat(looking.isUsedUp()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestartForgetsNothing(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            takeAll(allowance(database));
            allowance(database).count();

            assertThat(takeAll(allowance(database))).isZero();
        }
    }
}
