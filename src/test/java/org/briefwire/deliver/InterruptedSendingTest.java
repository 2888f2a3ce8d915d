package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.briefwire.link.Keys;
import org.briefwire.link.Links;
import org.briefwire.model.Secret;
import org.briefwire.store.Database;
import org.briefwire.store.PostFixture;
import org.briefwire.testing.HeardLog;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestDatabases;
import org.briefwire.watch.Metrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that does not take anything for a while: sending goes on when it does again. */
class InterruptedSendingTest {
    private static final Instant DUE = Instant.parse("2026-11-24T07:00:00Z");
    private static final Duration GUARD = Duration.ofMinutes(2);

    @TempDir Path folder;

    private final SmtpServerStub stub = SmtpServerStub.start();

    @AfterEach
    void stop() {
        stub.close();
    }

    private Dispatch dispatch(Database database) {
        var config =
                Configs.withSmtp(
                        TestConfigs.at(folder), List.of(CourierKit.server("main", stub, 2)));
        return new Dispatch(
                config,
                database,
                new Links(config.publication(), Keys.of(new Secret("a-secret-of-the-tests-own"))),
                CourierKit.equipment(new MovableClock(DUE), new Metrics()));
    }

    @Test
    void aDatabaseThatMayOnlyBeReadForAWhileDoesNotEndIt() throws SQLException {
        var url = TestDatabases.fresh(TestDatabases.Kind.POSTGRESQL, folder);
        try (var operator = DriverManager.getConnection(url);
                var log = HeardLog.of(Dispatch.class);
                var database = Database.open(url);
                var dispatch = dispatch(database)) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(List.of("a@b.org", "c@d.org"));
            dispatch.start();
            fixture.deliver(edition, people.subList(0, 1), DUE);
            // whoever has outcomes to keep waits for the database, and does not begin again
            await().atMost(GUARD)
                    .until(() -> fixture.row(edition, people.getFirst()).state().equals("sent"));

            setReadOnly(operator, "on");
            await().atMost(GUARD).until(() -> !log.lines("in a read-only transaction").isEmpty());
            setReadOnly(operator, "off");

            try (var alive = Database.open(url)) {
                new PostFixture(alive).deliver(edition, people.subList(1, 2), DUE);
            }
            await().atMost(GUARD).until(() -> stub.messageIds().size() == 2);
            assertThat(dispatch.trouble()).isEmpty();
        }
    }

    /** For all sessions but the operator's own. */
    private static void setReadOnly(Connection operator, String state) throws SQLException {
        try (var statement = operator.createStatement()) {
            statement.execute(
                    """
                    DO $$ BEGIN EXECUTE format(
                        'ALTER DATABASE %%I SET default_transaction_read_only = %s',
                        current_database()); END $$
                    """
                            .formatted(state));
            statement.execute(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()
                    """);
        }
    }
}
