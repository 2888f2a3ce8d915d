package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeavingTest {
    private static final String ANN = "ann@example.org";
    private static final String BOB = "bob@example.org";

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void oneClickTakesEffectAtOnceAlsoOnWhatIsQueued(TestDatabases.Kind kind) throws Exception {
        try (var desk = Desk.live(folder, kind, Desk.NEW_YEAR);
                var browser = Browsing.start()) {
            desk.readers(ANN, BOB);
            desk.dropBriefing("First");
            desk.done("run", "--now");
            desk.smtp().on(SmtpMoment.RCPT, to -> to.contains(ANN)).answers("451 come again");
            desk.dropBriefing("Second");
            assertThat(desk.done("run", "--now")).contains("mail       1 sent, 1 deferred");
            desk.smtp().behave();
            assertThat(desk.reached()).containsExactly(ANN, BOB, BOB);

            var before = desk.done("subscribers", "list", "--json");
            try (var installation = desk.installation();
                    var server = installation.serve(List.of())) {
                var leave = URI.create(server.address() + annsLeavePath(desk));
                assertThat(browser.get(leave).statusCode()).isEqualTo(200);
                assertThat(browser.head(leave).statusCode()).isEqualTo(200);
                assertThat(desk.done("subscribers", "list", "--json")).isEqualTo(before);

                var left = browser.post(leave, "List-Unsubscribe=One-Click");

                assertThat(left.statusCode()).isEqualTo(200);
                assertThat(left.headers().firstValue("Location")).isEmpty();
                assertThat(desk.done("editions", "show", "daily", "2"))
                        .contains("cancelled   1\n", "sent        1\n");
                assertThat(browser.post(leave, "List-Unsubscribe=One-Click").statusCode())
                        .isEqualTo(200);
                assertThat(browser.get(URI.create(leave + "x")).statusCode()).isEqualTo(404);
            }
            desk.dropBriefing("Third");
            assertThat(desk.done("run", "--now")).contains("mail       1 sent\n");
            var muchLater = java.time.Instant.now().plus(Duration.ofHours(5)).toString();
            assertThat(desk.done("run", "--clock", muchLater)).contains("mail       0 sent\n");
            assertThat(desk.reached()).containsExactly(ANN, BOB, BOB, BOB);
            assertThat(desk.run("subscribers", "add", ANN, "--list", "daily", "--confirmed"))
                    .isEqualTo(
                            new CommandLineRun(
                                    1,
                                    "",
                                    "briefwire: ann@example.org left daily; only the reader can"
                                            + " come back\n"));
        }
    }

    private static String annsLeavePath(Desk desk) {
        return desk.mails().stream()
                .filter(mail -> mail.header("To").equals(ANN))
                .findFirst()
                .orElseThrow()
                .leavePath();
    }
}
