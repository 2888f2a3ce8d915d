package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.briefwire.model.DeliveryState;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

    @TempDir Path folder;

    @Test
    void whoWasBuriedHoldsNothingAndIsNotHeardAnyMore() {
        try (var database = open();
                var lease = Lease.take(database)) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(List.of("a@b.org"));
            fixture.deliver(edition, people, NOW);
            var deliveries = new Deliveries(database);
            var due = deliveries.claimDue(lease.owner(), NOW, 10).due();
            assertThat(lease.held()).isTrue();

            database.change(handle -> Claims.free(handle, lease.owner()));

            await().atMost(Duration.ofSeconds(5)).until(() -> !lease.held());
            assertThat(deliveries.recordOutcomes(lease.owner(), List.of(sent(due.getFirst()))))
                    .isZero();
            assertThat(fixture.row(edition, people.getFirst()).state()).isEqualTo("pending");
        }
    }

    @Test
    void whoDoubtsItsRightLooksBeforeItSendsOn() {
        try (var database = open();
                var lease = Lease.take(database)) {
            lease.doubt();
            assertThat(lease.held()).isTrue();

            database.change(handle -> Claims.free(handle, lease.owner()));
            lease.doubt();

            assertThat(lease.held()).isFalse();
        }
    }

    /** As one that was suspended: its session lives and has its lock, but it does not beat. */
    @Test
    void whoIsSilentTooLongIsBuriedThoughItsLockIsHeld() {
        try (var database = open();
                var silent = database.session()) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(List.of("a@b.org"));
            fixture.deliver(edition, people, NOW);
            var owner = new CourierId(77);
            database.change(handle ->
                    handle.execute("INSERT INTO node (id, epoch, beat) VALUES (77, 0, 0)"));
            assertThat(Claims.tryAdvisory(silent, Lease.ADVISORY, owner)).isTrue();
            var claimed = new Deliveries(database).claimDue(owner, NOW, 10).due();
            assertThat(claimed).hasSize(1);

            try (var living = Lease.take(database)) {
                assertThat(fixture.row(edition, people.getFirst()).state()).isEqualTo("pending");
                assertThat(living.isFirst()).isTrue();
                assertThat(living.sharers()).isEqualTo(1);
            }
        }
    }

    @Test
    void theOneThatHasTheRightLongestIsFirst() {
        try (var database = open();
                var older = Lease.take(database);
                var younger = Lease.take(database)) {
            assertThat(younger.isFirst()).isFalse();
            assertThat(younger.sharers()).isEqualTo(2);
            await().atMost(Duration.ofSeconds(5)).until(() -> older.sharers() == 2);
            assertThat(older.isFirst()).isTrue();
        }
    }

    private Database open() {
        return Database.open(TestDatabases.fresh(TestDatabases.Kind.POSTGRESQL, folder));
    }

    private static DeliveryOutcome sent(DueDelivery delivery) {
        return new DeliveryOutcome(
                delivery.edition(),
                delivery.subscription(),
                DeliveryState.SENT,
                DeliveryOutcome.Doubt.NONE,
                "main",
                "250 ok",
                NOW);
    }
}
