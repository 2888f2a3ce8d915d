package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.briefwire.model.DeliveryState;
import org.briefwire.model.EditionId;
import org.briefwire.model.SubscriptionId;
import org.briefwire.store.DeliveryOutcome.Doubt;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FinishingTest {
    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");
    private static final CourierId ME = new CourierId(7);

    @TempDir Path folder;

    private Database open(TestDatabases.Kind kind) {
        return Database.open(TestDatabases.fresh(kind, folder));
    }

    private static DeliveryOutcome outcome(
            EditionId edition, SubscriptionId subscription, DeliveryState state) {
        return new DeliveryOutcome(
                edition, subscription, state, Doubt.NONE, "main", "as it is", NOW.plusSeconds(60));
    }

    @ParameterizedTest
    @EnumSource
    void anEditionIsDoneWhenNothingOfItWaitsWhoeverWasLast(TestDatabases.Kind kind) {
        try (var database = open(kind)) {
            var fixture = new PostFixture(database);
            var deliveries = new Deliveries(database);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(List.of("a@b.org", "c@d.org", "e@f.org"));
            fixture.deliver(edition, people, NOW);
            var empty = fixture.edition("t");

            assertThat(deliveries.finishEditions()).isEqualTo(1);
            assertThat(fixture.state(empty)).isEqualTo("done");

            deliveries.claimDue(ME, NOW, 500);
            deliveries.recordOutcomes(
                    ME,
                    List.of(
                            outcome(edition, people.get(0), DeliveryState.SENT),
                            outcome(edition, people.get(2), DeliveryState.FAILED)));
            assertThat(deliveries.finishEditions()).as("one is being sent").isZero();

            deliveries.recordOutcomes(
                    ME, List.of(outcome(edition, people.get(1), DeliveryState.DEFERRED)));
            assertThat(deliveries.finishEditions()).as("one is tried again").isZero();

            deliveries.claimDue(ME, NOW.plusSeconds(60), 500);
            deliveries.recordOutcomes(
                    ME, List.of(outcome(edition, people.get(1), DeliveryState.CANCELLED)));
            assertThat(deliveries.finishEditions()).isEqualTo(1);
            assertThat(fixture.state(edition)).isEqualTo("done");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingIsDoneNothingIsWritten(TestDatabases.Kind kind) {
        try (var database = open(kind)) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            fixture.deliver(edition, fixture.subscribe(List.of("a@b.org")), NOW);
            var writes = new AtomicInteger();
            fixture.beforeKeeping(writes::incrementAndGet);

            new Deliveries(database).finishEditions();

            assertThat(writes).hasValue(0);
        }
    }
}
