package org.briefwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.briefwire.testing.CommandLineRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineEntryTest {
    @TempDir Path folder;

    @Test
    void theVersionIsData() {
        assertThat(CommandLineRun.in(folder, "--version"))
                .isEqualTo(new CommandLineRun(0, "briefwire (not packaged)\n", ""));
    }

    @Test
    void anUnknownCommandIsWrongUsage() {
        assertThat(CommandLineRun.in(folder, "inti"))
                .isEqualTo(
                        new CommandLineRun(
                                2,
                                "",
                                """
                                briefwire: Unmatched argument at index 0: 'inti'
                                Did you mean: init?
                                'briefwire --help' tells how it is used.
                                """));
    }

    @Test
    void noCommandIsWrongUsage() {
        assertThat(CommandLineRun.in(folder))
                .isEqualTo(
                        new CommandLineRun(
                                2,
                                "",
                                """
                                briefwire: Missing required subcommand
                                'briefwire --help' tells how it is used.
                                """));
    }

    @Test
    void commonOptionsStandBeforeAndAfterTheCommand() {
        assertThat(CommandLineRun.in(folder, "--config", "a.yaml", "version").code()).isZero();
        assertThat(CommandLineRun.in(folder, "version", "--config", "a.yaml").code()).isZero();
    }

    @Test
    void aClockThatIsNoInstantIsWrongUsage() {
        assertThat(CommandLineRun.in(folder, "version", "--clock", "soon"))
                .isEqualTo(
                        new CommandLineRun(
                                2,
                                "",
                                """
                                briefwire: Invalid value for option '--clock': 'soon' is not an instant; one looks like 2026-11-24T07:00:00Z
                                'briefwire version --help' tells how it is used.
                                """));
    }
}
