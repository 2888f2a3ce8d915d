package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.briefwire.deliver.Dispatch;
import org.briefwire.testing.Backup;
import org.briefwire.testing.HeardLog;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is found half-sent after late-after waits for a person, whoever finds it. */
@Order(1)
class HalfSentTest {
    private static final int READERS = 100;
    private static final String HELD =
            "daily number 1 was found half-sent; 'editions resume daily 1' goes on, 'editions cancel daily 1' stops it";
    private static final String PAUSED = "SELECT count(*) FROM edition WHERE paused IS NOT NULL";

    @TempDir Path folder;

    @Test
    void aRunLeavesItAndSaysSoAndResumingSendsTheRest() throws Exception {
        leaveItToAPerson(TestDatabases.Kind.SQLITE);
    }

    @Test
    @Tag("long")
    void aRunLeavesItAndSaysSoAndResumingSendsTheRestOnPostgresql() throws Exception {
        leaveItToAPerson(TestDatabases.Kind.POSTGRESQL);
    }

    private void leaveItToAPerson(TestDatabases.Kind kind) throws Exception {
        try (var desk = Desk.live(folder, kind, Desk.NEW_YEAR)) {
            desk.readers(Desk.addresses(READERS));
            desk.dropSample();
            desk.smtp().on(SmtpMoment.END).waits(Duration.ofMillis(50));
            var killed = desk.program("run", "--now");
            Backup backup;
            try {
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> !desk.reached().isEmpty() || !killed.isAlive());
                backup = Backup.of(desk.databaseUrl());
            } finally {
                killed.destroyForcibly().waitFor();
            }
            backup.putBack();
            // what was on its way is taken all the same
            await().until(() -> desk.smtp().isIdle());
            desk.smtp().behave();
            var before = desk.reached();
            assertThat(before).hasSizeBetween(1, READERS - 1);

            var later = Instant.now().plus(Duration.ofHours(7)).toString();
            var found = desk.run("run", "--clock", later);

            assertThat(found.code()).isEqualTo(3);
            assertThat(found.err()).isEqualTo("held: " + HELD + "\n");
            assertThat(found.out()).contains("mail       0 sent");
            assertThat(desk.reached()).isEqualTo(before);
            desk.done("editions", "resume", "daily", "1", "--clock", later);
            desk.done("run", "--clock", later);
            assertThat(new HashSet<>(desk.reached())).hasSize(READERS);
            assertThat(desk.smtp().messageIds()).hasSize(READERS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerLeavesItAndSaysSoAndResumingSendsTheRest(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind);
                var log = HeardLog.of(Dispatch.class)) {
            desk.readers("ann@example.org", "bob@example.org");
            desk.dropBriefing("Good news");
            desk.smtp()
                    .on(SmtpMoment.RCPT, to -> to.contains("bob@"))
                    .answers("451 4.2.1 come again");
            desk.done("run", "--now");
            desk.smtp().behave();
            desk.later(Duration.ofHours(7));

            try (var installation = desk.installation();
                    var server = installation.serve(List.of())) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> desk.number(PAUSED) == 1 && !log.lines(HELD).isEmpty());
                assertThat(desk.reached()).as(server.address()).containsExactly("ann@example.org");

                desk.done("editions", "resume", "daily", "1");
                await().atMost(Duration.ofSeconds(30)).until(() -> desk.reached().size() == 2);
            }
        }
    }
}
