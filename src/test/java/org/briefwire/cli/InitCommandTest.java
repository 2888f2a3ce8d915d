package org.briefwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.briefwire.testing.CommandLineRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    @TempDir Path folder;

    @Test
    void itMakesFoldersAndFilesAndSaysWhatIsNext() throws IOException {
        var run = CommandLineRun.in(folder, "init", "news");

        var home = folder.resolve("news");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("A new installation is in %s. Next:\n".formatted(home))
                .contains("briefwire check --config " + home.resolve("config/briefwire.yaml"));
        try (var files = Files.walk(home)) {
            assertThat(files.map(file -> home.relativize(file).toString()).sorted())
                    .containsExactly(
                            "",
                            "config",
                            "config/briefwire.yaml",
                            "incoming",
                            "templates",
                            "templates/README.md");
        }
    }

    @Test
    void itLeavesAnInstallationAsItIs() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        var config = Files.writeString(folder.resolve("config/briefwire.yaml"), "mine");

        assertThat(CommandLineRun.in(folder, "init", "."))
                .isEqualTo(
                        new CommandLineRun(
                                1,
                                "",
                                "briefwire: %s is there already; init leaves an installation as it is\n"
                                        .formatted(config)));
        assertThat(config).hasContent("mine");
    }
}
