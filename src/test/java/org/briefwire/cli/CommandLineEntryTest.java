package org.briefwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineEntryTest {
    @TempDir Path folder;

    @Test
    void theVersionIsData() {
        assertThat(CliRun.in(folder, "--version"))
                .isEqualTo(new CliRun(0, "briefwire (not packaged)\n", ""));
    }

    @Test
    void anUnknownCommandIsWrongUsage() {
        assertThat(CliRun.in(folder, "inti"))
                .isEqualTo(
                        new CliRun(
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
        assertThat(CliRun.in(folder))
                .isEqualTo(
                        new CliRun(
                                2,
                                "",
                                """
                                briefwire: Missing required subcommand
                                'briefwire --help' tells how it is used.
                                """));
    }

    @Test
    void commonOptionsStandBeforeAndAfterTheCommand() {
        assertThat(CliRun.in(folder, "--config", "a.yaml", "version").code()).isZero();
        assertThat(CliRun.in(folder, "version", "--config", "a.yaml").code()).isZero();
    }

    @Test
    void aClockThatIsNoInstantIsWrongUsage() {
        assertThat(CliRun.in(folder, "version", "--clock", "soon"))
                .isEqualTo(
                        new CliRun(
                                2,
                                "",
                                """
                                briefwire: Invalid value for option '--clock': 'soon' is not an instant; one looks like 2026-11-24T07:00:00Z
                                'briefwire version --help' tells how it is used.
                                """));
    }
}
