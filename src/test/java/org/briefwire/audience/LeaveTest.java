package org.briefwire.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.SubscriptionState;
import org.briefwire.store.Database;
import org.briefwire.store.Standing;
import org.briefwire.store.Subscribers;
import org.briefwire.store.Subscriptions;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeaveTest {
    private static final Instant NOW = Instant.parse("2026-11-24T06:30:00Z");

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void leavingTwiceIsLeavingOnce(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var ada = EmailAddress.parse("ada@example.org");
            Enrolling.active(database, ada, NOW);
            var leave = new Leave(new Subscriptions(database));
            var subscribers = new Subscribers(database);
            var standing = subscribers.find(ada).orElseThrow().subscriptions().getFirst();

            assertThat(leave.unsubscribe(standing.id(), "one-click", NOW)).isTrue();
            assertThat(leave.unsubscribe(standing.id(), "page", NOW.plusSeconds(1))).isTrue();

            assertThat(subscribers.find(ada).orElseThrow().subscriptions())
                    .containsExactly(
                            new Standing(
                                    standing.id(),
                                    standing.list(),
                                    SubscriptionState.UNSUBSCRIBED,
                                    standing.cadence(),
                                    standing.choice()));
            assertThat(new Subscriptions(database).history(standing.id()))
                    .extracting(event -> event.kind().word() + ": " + event.evidence())
                    .containsExactly("confirmed: a test", "unsubscribed: one-click");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyLeavesWhatIsNotThere(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var leave = new Leave(new Subscriptions(database));

            assertThat(leave.unsubscribe(new SubscriptionId(7), "page", NOW)).isFalse();
        }
    }
}
