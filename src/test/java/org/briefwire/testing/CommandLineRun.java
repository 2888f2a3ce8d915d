package org.briefwire.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.briefwire.cli.CommandLineEntry;

/** What a command answered, whole. */
public record CommandLineRun(int code, String out, String err) {
    /** The time at which commands run that are given no clock. */
    public static final Instant NOW = Instant.parse("2026-11-24T06:30:00Z");

    /** Runs a command that was called in the folder; DNS is not asked. */
    public static CommandLineRun in(Path folder, String... arguments) {
        return in(folder, InstantSource.fixed(NOW), arguments);
    }

    /** The same by a clock of the caller's. */
    public static CommandLineRun in(Path folder, InstantSource clock, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var entry =
                new CommandLineEntry(
                        clock, Map.of("BRIEFWIRE_CWD", folder.toString(), "BRIEFWIRE_DNS", "off"));
        var code =
                entry.run(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        arguments);
        return new CommandLineRun(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Without what work says of itself that takes long, as any does on a machine that is busy. */
    public CommandLineRun withoutProgress() {
        var rest =
                err.lines()
                        .filter(line -> !line.matches("[a-z]+: .*\\d/s.*"))
                        .map(line -> line + "\n")
                        .collect(Collectors.joining());
        return new CommandLineRun(code, out, rest);
    }
}
