package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.briefwire.Briefwire;
import org.briefwire.testing.CommandLineRun;

/** The program as a process of its own. */
final class Program {
    private Program() {}

    /** Starts it in a folder, which also takes what it prints and its temporary files. */
    static Process start(Path folder, String... arguments) throws IOException {
        return start(folder, Map.of(), arguments);
    }

    /** The same with more in its environment. */
    static Process start(Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        var builder =
                new ProcessBuilder(command(folder, arguments))
                        .directory(folder.toFile())
                        .redirectOutput(folder.resolve("out.txt").toFile())
                        .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What starts it; the folder takes its temporary files. */
    static List<String> command(Path folder, String... arguments) throws IOException {
        var temporary = Files.createDirectories(folder.resolve("tmp"));
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Djava.io.tmpdir=" + temporary,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Briefwire.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs it to its end. */
    static CommandLineRun run(Path folder, String... arguments)
            throws IOException, InterruptedException {
        var process = start(folder, arguments);
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return new CommandLineRun(
                    process.exitValue(),
                    Files.readString(folder.resolve("out.txt")),
                    Files.readString(folder.resolve("err.txt")));
        } finally {
            process.destroyForcibly();
        }
    }
}
