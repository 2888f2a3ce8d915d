package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.briefwire.model.EditionId;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An edition that is stopped: the editors hear of it, once, whoever sends. */
class StoppedTest {
    private static final String EDITOR = "chief@example.org";
    private static final String STOPPED = "Stopped: The Daily Brief: Good news";

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void theEditorsHearOfItFromTheRunThatWasStopped(TestDatabases.Kind kind) {
        try (var desk = withEditor(Desk.open(folder, kind))) {
            isBlocked(desk);

            var run = desk.run("run", "--now");

            assertThat(run.code()).isEqualTo(3);
            assertThat(run.err()).contains("daily number 1 was stopped", "using Spamhaus");
            isTold(desk);
            assertThat(desk.run("run").code()).isZero();
            isTold(desk);
        }
    }

    /** It was killed between stopping and telling. */
    @ParameterizedTest
    @EnumSource
    void theEditorsHearOfWhatAnEarlierRunStopped(TestDatabases.Kind kind) {
        try (var desk = withEditor(Desk.open(folder, kind))) {
            desk.readers("ann@example.org");
            desk.dropBriefing("Good news");
            desk.smtp().on(SmtpMoment.RCPT).answers("451 4.2.1 come again").times(1);
            desk.done("run", "--now");
            try (var installation = desk.installation()) {
                var edition = new EditionId(desk.number("SELECT max(id) FROM edition"));
                installation.orders().stop(edition, "550 5.7.1 blocked", CommandLineRun.NOW);
            }

            desk.done("run");

            isTold(desk);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEditorsHearOfItFromARunningServer(TestDatabases.Kind kind) {
        try (var desk = withEditor(Desk.live(folder, kind, "0/2 * * * * ?"))) {
            isBlocked(desk);
            try (var installation = desk.installation();
                    var server = installation.serve(List.of())) {
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() ->
                                assertThat(desk.mails())
                                        .as(server.address())
                                        .extracting(Mail::subject)
                                        .contains(STOPPED));
            }
            isTold(desk);
        }
    }

    /** Also when the one that found it was killed before it could say so. */
    @ParameterizedTest
    @EnumSource
    void theEditorsHearOfOneThatWasFoundHalfSent(TestDatabases.Kind kind) {
        try (var desk = withEditor(Desk.open(folder, kind))) {
            desk.readers("ann@example.org");
            desk.dropBriefing("Good news");
            desk.smtp().on(SmtpMoment.RCPT).answers("451 4.2.1 come again").times(1);
            desk.done("run", "--now");
            desk.later(Duration.ofHours(7));
            try (var installation = desk.installation()) {
                var now = installation.clock().instant();
                assertThat(installation.orders().pauseStale(now, now)).hasSize(1);
            }

            assertThat(desk.done("editions", "show", "daily", "1"))
                    .contains("stopped     it was found half-sent");
            desk.done("run");
            desk.done("run");

            assertThat(desk.mails())
                    .singleElement()
                    .satisfies(mail -> {
                        assertThat(mail.subject())
                                .isEqualTo("Found half-sent: The Daily Brief: Good news");
                        assertThat(mail.words())
                                .contains(
                                        "briefwire editions show daily 1",
                                        "briefwire editions resume daily 1",
                                        "briefwire editions cancel daily 1");
                    });
            desk.done("editions", "resume", "daily", "1");
            assertThat(desk.done("editions", "show", "daily", "1")).doesNotContain("stopped");
            desk.done("run");
            assertThat(desk.reached()).containsExactlyInAnyOrder(EDITOR, "ann@example.org");
        }
    }

    private static Desk withEditor(Desk desk) {
        return desk.edit("\npublication:\n", "\npublication:\n  editors: [%s]\n".formatted(EDITOR));
    }

    /** By who takes the readers' mail, and not by who takes the editors'. */
    private static void isBlocked(Desk desk) {
        desk.readers(Desk.addresses(60));
        desk.dropBriefing("Good news");
        desk.smtp()
                .on(SmtpMoment.END, to -> !to.equals(EDITOR))
                .answers("550 5.7.1 client host blocked using Spamhaus");
    }

    /** Once; that refusals of some kind come may be told as well. */
    private static void isTold(Desk desk) {
        assertThat(desk.reached()).containsOnly(EDITOR);
        assertThat(desk.mails())
                .filteredOn(mail -> mail.subject().equals(STOPPED))
                .singleElement()
                .satisfies(mail ->
                        assertThat(mail.words()).contains("briefwire editions resume daily 1"));
    }
}
