package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.briefwire.store.Database;
import org.briefwire.store.StoreFixture;
import org.briefwire.testing.Backup;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies with its machine: the database is as it was a while before. */
@Order(1)
class PowerCutTest {
    private static final int READERS = 300;

    @TempDir Path folder;

    @Test
    void aDatabaseAsItWasAtAnEarlierCommitLosesNobodyAndRepeatsOnlyWhatWentAfterIt()
            throws Exception {
        cutThePower(TestDatabases.Kind.SQLITE);
    }

    @Test
    @Tag("long")
    void aDatabaseAsItWasAtAnEarlierCommitLosesNobodyAndRepeatsOnlyWhatWentAfterItOnPostgresql()
            throws Exception {
        cutThePower(TestDatabases.Kind.POSTGRESQL);
    }

    private void cutThePower(TestDatabases.Kind kind) throws Exception {
        try (var desk = Desk.live(folder, kind, Desk.NEW_YEAR)) {
            desk.readers(Desk.addresses(READERS));
            desk.dropSample();
            desk.smtp().offering("PIPELINING").on(SmtpMoment.END).waits(Duration.ofMillis(30));

            var program = desk.program("run", "--now");
            Backup earlier;
            try {
                until(desk, READERS / 4, program);
                earlier = Backup.of(desk.databaseUrl());
                until(desk, READERS * 3 / 4, program);
            } finally {
                program.destroyForcibly().waitFor();
            }
            earlier.putBack();
            var known = knownAsSent(desk);
            var before = desk.reached().size();
            desk.smtp().behave();

            var after = desk.run("run");

            assertThat(after.code()).as(after.err()).isZero();
            assertThat(new HashSet<>(desk.reached())).hasSize(READERS);
            assertThat(desk.smtp().messageIds()).hasSize(READERS);
            var repeated = desk.smtp().mails().stream().skip(before).toList();
            assertThat(repeated).hasSize(READERS - known.size());
            assertThat(repeated)
                    .flatExtracting(mail -> mail.to())
                    .doesNotContainAnyElementsOf(known);
            assertThat(desk.reached()).hasSizeGreaterThan(READERS);
            assertThat(desk.done("run")).contains("mail       0 sent\n");
        }
    }

    private static void until(Desk desk, int taken, Process program) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> desk.smtp().messageIds().size() >= taken || !program.isAlive());
    }

    private static Set<String> knownAsSent(Desk desk) {
        try (var database = Database.open(desk.databaseUrl())) {
            return new HashSet<>(
                    new StoreFixture(database)
                            .texts(
                                    """
                                    SELECT r.address FROM delivery d
                                    JOIN subscription s ON s.id = d.subscription
                                    JOIN subscriber r ON r.id = s.subscriber
                                    WHERE d.state = 'sent'
                                    """));
        }
    }
}
