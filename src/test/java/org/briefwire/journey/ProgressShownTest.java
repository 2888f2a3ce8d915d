package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.TestDatabases.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, as a process, on a pseudo-terminal and off one. */
class ProgressShownTest {
    private static final int ROWS = 20_000;

    /** Room for the shortest bar also where five figures a second are done. */
    private static final int COLUMNS = 64;

    @TempDir Path folder;

    @Test
    void onATerminalABarGrowsAndStandardOutputHasOnlyTheAnswer() throws Exception {
        try (var desk = Desk.live(folder, Kind.SQLITE, Desk.NEW_YEAR)) {
            var command =
                    Program.command(desk.home(), importing(desk, ROWS)).stream()
                            .map(part -> "'" + part + "'")
                            .collect(Collectors.joining(" "));
            var shown = desk.home().resolve("shown.txt");

            // standard output is a file, so what the terminal shows is standard error
            var process =
                    new ProcessBuilder(
                                    "script",
                                    "-qec",
                                    "stty columns %d; %s >out.txt".formatted(COLUMNS, command),
                                    "/dev/null")
                            .directory(desk.home().toFile())
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectOutput(shown.toFile())
                            .redirectErrorStream(true)
                            .start();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

            var text = Files.readString(shown);
            assertThat(process.exitValue()).as(text).isZero();
            assertThat(text)
                    .containsPattern(
                            "\rimporting \\[#*\\.*] \\d+ %, [\\d,]+ of 20,00\\d, [\\d,]+/s"
                                    .replace("\r", "\r\u001b\\[K"))
                    .endsWith("\r\u001b[K")
                    .doesNotContain("\n");
            assertThat(text.split("\r\u001b\\[K", -1))
                    .allSatisfy(line -> assertThat(line).hasSizeLessThan(COLUMNS));
            assertThat(desk.home().resolve("out.txt"))
                    .content()
                    .startsWith("20000 rows: 20000 added\n");
        }
    }

    @Test
    void throughAPipeShortWorkSaysNothing() throws Exception {
        try (var desk = Desk.live(folder, Kind.SQLITE, Desk.NEW_YEAR)) {
            var run = Program.run(desk.home(), importing(desk, 50));

            assertThat(run).isEqualTo(new CommandLineRun(0, run.out(), ""));
            assertThat(run.out()).startsWith("50 rows: 50 added\n");
        }
    }

    private static String[] importing(Desk desk, int count) throws IOException {
        var rows =
                IntStream.range(0, count)
                        .mapToObj("r%d@example.org\n"::formatted)
                        .collect(Collectors.joining("", "email\n", ""));
        var file = Files.writeString(desk.home().resolve("many.csv"), rows);
        return new String[] {
            "subscribers", "import", file.toString(), "--list", "daily", "--confirmed"
        };
    }
}
