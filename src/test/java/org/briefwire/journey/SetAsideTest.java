package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.briefwire.run.MainJob;
import org.briefwire.testing.HeardLog;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SetAsideTest {
    private static final String BAD = "A headline\n\nWhat it is about.\n";

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void aBadFileIsSetAsideAndGoesOutOnceItIsMended(TestDatabases.Kind kind) throws IOException {
        try (var desk = Desk.open(folder, kind)) {
            desk.readers("ann@example.org");
            desk.dropBriefing("Good news");
            var bad = desk.drop("bad.txt", "---\nid: x\nheadlin: Misspelt\n---\n" + BAD);

            var run = desk.run("run", "--now");

            assertThat(run.code()).isZero();
            assertThat(run.out()).contains("desk: 1 new, 1 set aside\n", "mail       1 sent\n");
            assertThat(run.err())
                    .startsWith("set aside: bad.txt:3 of desk: front matter has no key 'headlin'")
                    .hasLineCount(1);
            assertThat(Files.readString(bad))
                    .isEqualTo("---\nid: x\nheadlin: Misspelt\n---\n" + BAD);
            assertThat(desk.done("briefings", "rejected", "--json"))
                    .contains("\"file\":\"bad.txt\",\"source\":\"desk\"", "\"line\":3")
                    .contains("headlin");
            assertThat(desk.mails()).extracting(Mail::subject).containsExactly("Good news");

            desk.later(Duration.ofMinutes(5));
            desk.drop("bad.txt", "---\nid: x\n---\n" + BAD);

            assertThat(desk.done("run", "--now"))
                    .contains("desk: 1 new, 1 unchanged\n", "mail       1 sent\n");
            assertThat(desk.mails())
                    .extracting(Mail::subject)
                    .containsExactly("Good news", "A headline");
            assertThat(desk.done("briefings", "rejected", "--json")).isEqualTo("[]\n");
        }
    }

    /** However often it is looked at: by 'run' and by a running server. */
    @ParameterizedTest
    @EnumSource
    void whatIsSetAsideIsToldOnceAndAgainWhenItChanges(TestDatabases.Kind kind) {
        var name = "told-once-%s.txt".formatted(kind).toLowerCase(Locale.ROOT);
        try (var desk = Desk.open(folder, kind);
                var installation = desk.installation();
                var log = HeardLog.of(MainJob.class)) {
            desk.drop(name, "");
            var job = installation.press().mainJob();
            for (var look = 0; look < 4; look++) {
                desk.later(Duration.ofMinutes(5));
                job.look();
            }

            assertThat(log.lines(name))
                    .containsExactly(
                            "WARN source desk: set aside %s of desk: the file is empty"
                                    .formatted(name));
            assertThat(desk.run("run").err()).isEmpty();
            desk.later(Duration.ofMinutes(5));
            desk.drop(name, "Only a headline\n");
            assertThat(desk.run("run").err()).startsWith("set aside: " + name).hasLineCount(1);
            job.look();
            assertThat(log.lines(name)).hasSize(1);
        }
    }
}
