package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenDatabaseTest {
    @TempDir Path folder;

    @Test
    void aDatabaseThatMayOnlyBeReadIsOneClearLine() {
        try (var desk = Desk.open(folder, TestDatabases.Kind.POSTGRESQL)) {
            desk.readers("ann@example.org");
            desk.dropBriefing("First");
            desk.edit("?user=", "?options=-c%20default_transaction_read_only%3Don&user=");

            failsClearly(desk.run("run", "--now"), "read-only");
            failsClearly(
                    desk.run("subscribers", "add", "bob@example.org", "--list", "daily"),
                    "read-only");
            assertThat(desk.reached()).isEmpty();
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsOneClearLine() throws IOException {
        try (var desk = Desk.open(folder, TestDatabases.Kind.SQLITE)) {
            desk.readers("ann@example.org");
            desk.dropBriefing("First");
            var config = Files.readString(desk.config());
            var file = config.replaceFirst("(?s).*jdbc:sqlite:([^\"]*)\".*", "$1");
            Files.writeString(Path.of(file), "x".repeat(10_000));

            failsClearly(desk.run("run", "--now"), "not a database");
            failsClearly(desk.run("editions", "list"), "not a database");
            assertThat(desk.reached()).isEmpty();
        }
    }

    private static void failsClearly(CommandLineRun run, String why) {
        assertThat(run).isEqualTo(new CommandLineRun(1, "", run.err()));
        assertThat(run.err()).startsWith("briefwire: database").contains(why).hasLineCount(1);
    }
}
