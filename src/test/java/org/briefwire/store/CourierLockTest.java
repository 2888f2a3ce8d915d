package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CourierLockTest {
    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

    @TempDir Path folder;

    private CourierLock lock(Database database) {
        return new CourierLock(database, folder, InstantSource.fixed(NOW));
    }

    @Test
    void onSqliteOneAtATimeMaySend() {
        try (var database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder))) {
            var first = lock(database).tryTake();
            assertThat(first).isPresent();
            assertThat(lock(database).tryTake()).isEmpty();

            first.orElseThrow().close();
            var second = lock(database).tryTake();
            assertThat(second).isPresent();
            assertThat(second.orElseThrow().owner()).isNotEqualTo(first.orElseThrow().owner());
            second.orElseThrow().close();
        }
    }

    @Test
    void onPostgresqlManyMaySendEachWithAnOwnerOfItsOwn() {
        try (var database =
                        Database.open(TestDatabases.fresh(TestDatabases.Kind.POSTGRESQL, folder));
                var first = lock(database).tryTake().orElseThrow();
                var second = lock(database).tryTake().orElseThrow()) {
            assertThat(first.owner()).isNotEqualTo(second.owner());
            assertThat(first.held()).isTrue();
            assertThat(second.held()).isTrue();
        }
    }

    @Test
    void aLivingOwnersClaimsAreLeftAlone() {
        try (var database =
                        Database.open(TestDatabases.fresh(TestDatabases.Kind.POSTGRESQL, folder));
                var living = lock(database).tryTake().orElseThrow()) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(List.of("a@b.org"));
            fixture.deliver(edition, people, NOW);
            new Deliveries(database).claimDue(living.owner(), NOW, 10);

            try (var other = lock(database).tryTake().orElseThrow()) {
                assertThat(other.held()).isTrue();
                assertThat(fixture.row(edition, people.getFirst()).owner())
                        .contains(living.owner().value());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void takingTheLockMakesADeadOwnersDeliveriesPendingAgain(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(List.of("a@b.org"));
            fixture.deliver(edition, people, NOW);
            new Deliveries(database).claimDue(new CourierId(4711), NOW, 10);

            try (var claim = lock(database).tryTake().orElseThrow()) {
                assertThat(claim.held()).isTrue();
                assertThat(fixture.row(edition, people.getFirst()))
                        .isEqualTo(new PostFixture.Row("pending", 0, 0, "", "", Optional.empty()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingGivesBackWhatWasClaimed(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(List.of("a@b.org"));
            fixture.deliver(edition, people, NOW);
            try (var claim = lock(database).tryTake().orElseThrow()) {
                new Deliveries(database).claimDue(claim.owner(), NOW, 10);
            }

            assertThat(fixture.row(edition, people.getFirst()).state()).isEqualTo("pending");
        }
    }
}
