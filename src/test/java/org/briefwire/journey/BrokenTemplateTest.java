package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.briefwire.testing.TestDatabases.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator's template with a fault stops what it renders, and nothing else. */
class BrokenTemplateTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"{{#briefings}}", "{{briefingz}}"})
    void ofAMailStopsTheWaveBeforeAnythingIsSentWhileCollectingGoesOn(String template)
            throws IOException {
        try (var desk = Desk.open(folder, Kind.SQLITE)) {
            desk.readers("ada@example.org", "bob@example.org");
            desk.dropBriefing("A Headline");
            var own = own(desk, "email/digest.txt.mustache", template);

            var broken = desk.run("run", "--now");

            assertThat(broken.code()).isEqualTo(1);
            assertThat(broken.out())
                    .contains("collected  desk: 1 new")
                    .contains("failed, the next run goes on with it")
                    .containsPattern("feeds +\\d+ written, 0 unchanged");
            assertThat(broken.err()).contains(own.toString());
            assertThat(desk.reached()).isEmpty();
            assertThat(desk.done("briefings", "list")).contains("A Headline");

            Files.delete(own);
            assertThat(desk.run("run").code()).isZero();
            assertThat(desk.reached()).containsExactly("ada@example.org", "bob@example.org");
        }
    }

    @Test
    void ofAFeedLeavesTheLastGoodFeedsAndLetsMailGoOut() throws IOException {
        try (var desk = Desk.open(folder, Kind.SQLITE)) {
            desk.readers("ada@example.org");
            desk.dropBriefing("A Headline");
            var own = own(desk, "feed/briefing.html.mustache", "{{headlien}}");

            var broken = desk.run("run", "--now");

            assertThat(broken.code()).isZero();
            assertThat(broken.err())
                    .contains(
                            "feed everything stays as it was: "
                                    + own
                                    + ", line 1: there is no {{headlien}}");
            assertThat(desk.reached()).containsExactly("ada@example.org");
        }
    }

    private static Path own(Desk desk, String name, String text) throws IOException {
        var file = desk.home().resolve("templates").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
