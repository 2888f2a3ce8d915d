package org.briefwire.cli;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
final class CommonOptions {
    @Option(
            names = "--config",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "The config file; by default config/briefwire.yaml.")
    @Nullable Path config;

    @Option(
            names = "--home",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description =
                    "The installation's folder; by default BRIEFWIRE_HOME, the config's 'home', or"
                            + " the parent of the config file's folder.")
    @Nullable Path home;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Log what is done, and print the stack trace of a failure.")
    boolean verbose;

    @Option(
            names = "--clock",
            scope = ScopeType.INHERIT,
            paramLabel = "INSTANT",
            description = "Start the clock there (2026-11-24T07:00:00Z), to rehearse a schedule.")
    @Nullable Instant clock;
}
