package org.briefwire.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.briefwire.app.Installation;
import org.briefwire.model.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A command: a subclass names itself and its options, and says in {@link #run} what it does. It is
 * listed in {@link Commands}.
 */
@Command
abstract class BriefwireCommand implements Callable<Integer> {
    private final Caller caller;
    private final CommonOptions options;

    @Spec CommandSpec spec = CommandSpec.create();

    BriefwireCommand(Session session) {
        this.caller = session.caller();
        this.options = session.options();
    }

    /** Does the work; what is thrown becomes one line on standard error and {@link Exit#FAILED}. */
    abstract Exit run();

    @Override
    public final Integer call() {
        var exit = run();
        caller.out().flush();
        return exit.code();
    }

    final PrintStream out() {
        return caller.out();
    }

    final PrintStream err() {
        return caller.err();
    }

    /** How the command ends before its time. */
    final Ending ending() {
        return caller.ending();
    }

    /** Shows how far work has come, on standard error; nobody watches where a program reads. */
    final Progress progress() {
        if (spec.findOption("--json") != null
                && spec.commandLine().getParseResult().hasMatchedOption("--json")) {
            return Progress.UNSEEN;
        }
        return new ProgressLine(
                caller.err(), caller.screen(), ProgressLine.Pace.STANDARD, System::nanoTime);
    }

    /** The time, which begins at {@code --clock} when that is given. */
    final InstantSource clock() {
        var start = options.clock;
        if (start == null) {
            return caller.clock();
        }
        return InstantSource.offset(
                caller.clock(), Duration.between(caller.clock().instant(), start));
    }

    /** Whether {@code --clock} moved the time. */
    final boolean isRehearsal() {
        return options.clock != null;
    }

    /** The installation that the options name; close it. */
    final Installation installation() {
        return Installation.at(configFile(), environment(), clock());
    }

    /** Whether there is a config, or one is named. */
    final boolean isConfigured() {
        return options.config != null || Files.exists(configFile());
    }

    final Path configFile() {
        var given = options.config;
        return given != null ? resolve(given) : resolve(Path.of("config", "briefwire.yaml"));
    }

    /** The environment, in which {@code --home} counts as BRIEFWIRE_HOME. */
    final Map<String, String> environment() {
        var environment = new HashMap<>(caller.environment());
        var home = options.home;
        if (home != null) {
            environment.put("BRIEFWIRE_HOME", resolve(home).toString());
        }
        return environment;
    }

    /** A path as the caller means it. */
    final Path resolve(Path argument) {
        return caller.folder().resolve(argument).normalize();
    }

    /** Ends the command with {@link Exit#WRONG_USAGE}: {@code throw wrongUsage(…)}. */
    final RuntimeException wrongUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
