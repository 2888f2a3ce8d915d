package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.briefwire.model.ContentId;
import org.briefwire.model.EditionId;
import org.briefwire.model.SubscriptionId;
import org.briefwire.testing.TestDatabases;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Order(1)
class SilenceTest {
    @TempDir Path folder;

    private static Duration longest(Handle handle) {
        try {
            return Duration.ofMillis(handle.getConnection().getNetworkTimeout());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String url() {
        return TestDatabases.fresh(TestDatabases.Kind.POSTGRESQL, folder);
    }

    @Test
    void aServerMaySayNothingForLongButNotWhereOthersWait() throws SQLException {
        try (var database = Database.open(url());
                var schedulers = database.connection()) {
            assertThat(database.write(SilenceTest::longest)).isEqualTo(Duration.ofMinutes(15));
            assertThat(database.read(SilenceTest::longest)).isEqualTo(Duration.ofMinutes(15));
            assertThat(database.prompt().write(SilenceTest::longest))
                    .isEqualTo(Duration.ofSeconds(20));
            assertThat(database.prompt().read(SilenceTest::longest))
                    .isEqualTo(Duration.ofSeconds(20));
            assertThat(schedulers.getNetworkTimeout()).isEqualTo(20_000);
        }
    }

    /** Tables that another session holds locked, so that whoever asks has no answer. */
    private static Connection locked(String url, String... tables) throws SQLException {
        var session = DriverManager.getConnection(url);
        session.setAutoCommit(false);
        try (var lock = session.createStatement()) {
            lock.execute("LOCK TABLE " + String.join(", ", tables));
        }
        return session;
    }

    @Test
    void whatSendersAskAllTheTimeTheyDoNotWaitForMuchLonger()
            throws SQLException, InterruptedException {
        var url = url();
        try (var database = Database.open(url);
                var senders = Executors.newVirtualThreadPerTaskExecutor();
                var locked = locked(url, "delivery", "content", "sign_of_life")) {
            var deliveries = new Deliveries(database);
            var life = new SignOfLife(database);
            var courier = new CourierId(1);
            var claimed = Map.of(new EditionId(1), List.of(new SubscriptionId(1)));
            var asked =
                    senders.invokeAll(
                            List.<Callable<Object>>of(
                                    deliveries::finishEditions,
                                    () -> deliveries.stencil(new ContentId(1)),
                                    () -> deliveries.claimDue(courier, Instant.EPOCH, 1),
                                    Executors.callable(() -> deliveries.putBack(courier, claimed)),
                                    () -> life.show(Instant.EPOCH, 0)),
                            3,
                            TimeUnit.MINUTES);

            assertThat(asked)
                    .allSatisfy(answer ->
                            assertThat(answer)
                                    .failsWithin(Duration.ZERO)
                                    .withThrowableOfType(ExecutionException.class)
                                    .withMessageContaining("database: "));
            assertThat(locked.isValid(1)).isTrue();
        }
    }

    @Test
    void whatTheAddressSaysGoesBefore() {
        try (var database = Database.open(url() + "&socketTimeout=77")) {
            assertThat(database.write(SilenceTest::longest)).isEqualTo(Duration.ofSeconds(77));
            assertThat(database.prompt().read(SilenceTest::longest))
                    .isEqualTo(Duration.ofSeconds(77));
        }
    }

    @Test
    void sqliteHasNoServerToWaitFor() {
        var url = TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder);
        try (var database = Database.open(url)) {
            assertThat(Silence.of(url, Duration.ofSeconds(1)))
                    .isEqualTo(new Silence(Duration.ZERO));
            assertThat(database.prompt().write(Handle::isInTransaction)).isTrue();
        }
    }
}
