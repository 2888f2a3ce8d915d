package org.briefwire.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** What a command answered, whole. */
record CliRun(int code, String out, String err) {
    static final Instant NOW = Instant.parse("2026-11-24T06:30:00Z");

    /** Runs a command that was called in the folder. */
    static CliRun in(Path folder, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var entry =
                new CommandLineEntry(
                        InstantSource.fixed(NOW), Map.of("BRIEFWIRE_CWD", folder.toString()));
        var code =
                entry.run(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        arguments);
        return new CliRun(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
