package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.briefwire.testing.OwnPostgres;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose database goes away in the middle of an edition, and comes back. */
@Order(1)
class LostDatabaseTest {
    private static final int READERS = 600;
    private static final int CONNECTIONS = 8;
    private static final int UNCOMMITTED = 32;
    private static final Duration LONGER_THAN_THE_LEASE = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofSeconds(65);

    @TempDir Path folder;

    @Test
    void aPostgresqlThatIsGoneForSecondsCostsAFewRepeatsAndNobodysMail() throws Exception {
        stopPostgresql(LONGER_THAN_THE_LEASE);
    }

    @Tag("long")
    @Test
    void aPostgresqlThatIsGoneForAMinuteCostsAFewRepeatsAndNobodysMail() throws Exception {
        stopPostgresql(MINUTE);
    }

    @Test
    void aSqliteFileThatIsLockedForSecondsCostsNothing() throws Exception {
        lockSqlite(LONGER_THAN_THE_LEASE);
    }

    /** Longer than a statement waits for the lock. */
    @Tag("long")
    @Test
    void aSqliteFileThatIsLockedForAMinuteCostsNothing() throws Exception {
        lockSqlite(MINUTE);
    }

    private void stopPostgresql(Duration away) throws Exception {
        try (var postgres = new OwnPostgres(folder.resolve("pg"));
                var desk = desk(TestDatabases.Kind.SQLITE)) {
            desk.edit(desk.databaseUrl(), postgres.url());
            serveWithout(
                    desk,
                    () -> {
                        postgres.stop();
                        nothingMoreIsSent(desk, away);
                        postgres.startAgain();
                    });

            assertThat(desk.reached())
                    .hasSizeLessThanOrEqualTo(READERS + CONNECTIONS + UNCOMMITTED);
        }
    }

    private void lockSqlite(Duration away) throws Exception {
        try (var desk = desk(TestDatabases.Kind.SQLITE)) {
            serveWithout(desk, () -> lock(desk, away));

            assertThat(desk.reached()).hasSize(READERS);
        }
    }

    private static void lock(Desk desk, Duration away) throws SQLException {
        try (var connection = DriverManager.getConnection(desk.databaseUrl());
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 60000");
            statement.execute("BEGIN EXCLUSIVE");
            nothingMoreIsSent(desk, away);
            statement.execute("ROLLBACK");
        }
    }

    private Desk desk(TestDatabases.Kind kind) {
        var desk = Desk.live(folder, kind, "0/2 * * * * ?");
        desk.smtp().offering("PIPELINING").on(SmtpMoment.END).waits(Duration.ofMillis(50));
        return desk;
    }

    /** What is done to the database. */
    private interface Outage {
        void pass() throws IOException, SQLException;
    }

    private static void serveWithout(Desk desk, Outage outage) throws Exception {
        desk.readers(Desk.addresses(READERS));
        desk.dropSample();
        var program = desk.program("serve");
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> sent(desk) >= READERS / 4 || !program.isAlive());
            outage.pass();
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> isDone(desk));

            program.destroy();
            assertThat(program.waitFor(29, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isZero();
        } finally {
            program.destroyForcibly();
        }
        assertThat(desk.smtp().messageIds()).hasSize(READERS);
        assertThat(desk.run("run").out()).contains("mail       0 sent\n");
    }

    /** But for what is under way, and what is not yet committed. */
    private static void nothingMoreIsSent(Desk desk, Duration away) {
        var most = sent(desk) + 2 * CONNECTIONS + UNCOMMITTED;
        await().during(away).atMost(away.plusSeconds(30)).until(() -> sent(desk) <= most);
        assertThat(desk.smtp().messageIds()).hasSizeLessThan(READERS);
    }

    private static int sent(Desk desk) {
        return desk.smtp().messageIds().size();
    }

    private static boolean isDone(Desk desk) {
        var editions = desk.run("editions", "list", "--json");
        return editions.out()
                .contains(
                        "\"state\":\"done\",\"briefings\":1,\"deliveries\":%1$d,\"sent\":%1$d"
                                .formatted(READERS));
    }
}
