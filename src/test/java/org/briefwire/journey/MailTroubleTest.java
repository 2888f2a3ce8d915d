package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailTroubleTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void whoIsRefusedForNowGetsItLaterAndTheOthersAtOnce(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            desk.readers("ann@example.org", "bob@example.org");
            desk.dropBriefing("Good news");
            desk.smtp()
                    .on(SmtpMoment.RCPT, to -> to.contains("bob@"))
                    .answers("451 4.2.1 come again");

            assertThat(desk.done("run", "--now"))
                    .containsPattern(
                            "mail +1 sent, 1 deferred; the next is due at 2026-11-24T06:3\\d");
            assertThat(desk.reached()).containsExactly("ann@example.org");
            assertThat(desk.done("editions", "show", "daily", "1"))
                    .contains("deferred    1", "sent        1", "451 4.2.1 come again");

            desk.smtp().behave();
            assertThat(desk.done("run")).contains("mail       0 sent; the next is due at ");
            desk.later(Duration.ofMinutes(10));
            assertThat(desk.done("run")).contains("mail       1 sent\n");
            assertThat(desk.reached()).containsExactly("ann@example.org", "bob@example.org");
            assertThat(desk.done("run")).contains("mail       0 sent\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsRefusedForGoodFailsWithTheServersWords(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            desk.readers("ann@example.org", "bob@example.org");
            desk.dropBriefing("Good news");
            desk.smtp()
                    .on(SmtpMoment.RCPT, to -> to.contains("bob@"))
                    .answers("550 5.1.1 nobody of that name");

            assertThat(desk.done("run", "--now")).contains("mail       1 sent, 1 failed\n");
            assertThat(desk.done("editions", "show", "daily", "1"))
                    .contains(
                            "sent        1\n",
                            "failed      1\n",
                            "     1 × failed: 550 5.1.1 nobody of that name");

            desk.later(Duration.ofHours(3));
            assertThat(desk.done("run")).contains("mail       0 sent\n");
            assertThat(desk.reached()).containsExactly("ann@example.org");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsDownOrHangsUpInTheMessageLosesNobody(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind);
                var next = SmtpServerStub.start()) {
            desk.readers("ann@example.org");
            desk.dropBriefing("Good news");
            desk.smtp().close();

            var down = desk.run("run", "--now");

            assertThat(down.code()).isZero();
            assertThat(down.out()).containsPattern("mail +0 sent.*; the next is due at ");
            assertThat(down.err()).contains("main").hasLineCount(1);

            desk.edit("port: " + desk.smtp().port(), "port: " + next.port());
            next.on(SmtpMoment.MESSAGE).hangsUp().times(1);
            desk.later(Duration.ofHours(1));
            assertThat(desk.run("run").code()).isZero();
            desk.later(Duration.ofHours(1));
            desk.run("run");
            assertThat(next.mails()).hasSize(1);
            assertThat(desk.done("editions", "show", "daily", "1")).contains("sent        1\n");
        }
    }
}
