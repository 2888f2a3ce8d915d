package org.briefwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BriefingsWithdrawCommandTest {
    @TempDir Path folder;

    @Test
    void takesABriefingBackOnceAndSaysWhatIsWrong() throws IOException {
        var installation = TestInstallation.in(folder, TestDatabases.Kind.SQLITE);
        var incoming = Files.createDirectories(folder.resolve("incoming"));
        Files.writeString(
                incoming.resolve("a.txt"),
                "---\nslug: storm\n---\nStorm\n\nStandfirst.\n\nLead.\n");
        installation.run("collect");

        var done = installation.run("briefings", "withdraw", "storm", "--reason", "Not ours.");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).startsWith("storm is withdrawn");
        assertThat(installation.run("briefings", "show", "storm").err())
                .contains("storm was withdrawn. Not ours.");
        assertThat(installation.run("briefings", "withdraw", "storm", "--reason", "x").err())
                .contains("storm was withdrawn before");
        assertThat(installation.run("briefings", "withdraw", "calm", "--reason", "x").err())
                .contains("there is no briefing 'calm'");
        assertThat(installation.run("briefings", "withdraw", "storm").code()).isEqualTo(2);
    }
}
