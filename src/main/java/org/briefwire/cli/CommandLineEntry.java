package org.briefwire.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.logging.Level;
import java.util.logging.LogManager;
import org.briefwire.model.BriefwireException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's entry: arguments in, an exit code out. */
public final class CommandLineEntry {
    private static final int HELP_WIDTH = 100;

    private final InstantSource clock;
    private final Map<String, String> environment;

    /**
     * An entry with a clock and an environment of its own.
     *
     * @param environment {@code BRIEFWIRE_CWD} is the folder that relative arguments belong to
     */
    public CommandLineEntry(InstantSource clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = Map.copyOf(environment);
    }

    /** Runs a command as this process, and ends the process with its code. */
    public static void runAndExit(String... arguments) {
        if (Arrays.asList(arguments).contains("--verbose")) {
            // read by logback.xml, before anything logs
            System.setProperty("briefwire.log", "DEBUG");
        }
        // libraries that log by the JDK's own means are as quiet as the others
        LogManager.getLogManager().getLogger("").setLevel(Level.WARNING);
        var entry = new CommandLineEntry(InstantSource.system(), System.getenv());
        var screen = new Screen(new FileOutputStream(FileDescriptor.err), Terminal::columns);
        System.setErr(utf8(screen)); // what is logged must not run into what is drawn
        System.exit(entry.run(utf8(new FileOutputStream(FileDescriptor.out)), screen, arguments));
    }

    private static PrintStream utf8(OutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    /**
     * Runs a command.
     *
     * @return 0 done, 1 failed, 2 wrong usage, 3 an edition is held and waits for a person
     */
    public int run(PrintStream out, PrintStream err, String... arguments) {
        return run(out, new Screen(err, OptionalInt::empty), arguments);
    }

    private int run(PrintStream out, Screen screen, String... arguments) {
        var err = utf8(screen);
        var folder =
                Path.of(environment.getOrDefault("BRIEFWIRE_CWD", "")).toAbsolutePath().normalize();
        var ending = new Ending();
        var session =
                new Session(
                        new Caller(out, err, screen, ending, clock, environment, folder),
                        new CommonOptions());
        var commandLine = Commands.of(session);
        Arguments.registerAt(commandLine);
        commandLine.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        commandLine.setUsageHelpWidth(HELP_WIDTH);
        commandLine.setParameterExceptionHandler((exception, given) -> wrongUsage(err, exception));
        commandLine.setExecutionExceptionHandler(
                (exception, failing, parsed) -> failed(err, session.options(), exception));
        var code = Exit.FAILED.code();
        try {
            code = commandLine.execute(arguments);
        } finally {
            ending.over(code);
        }
        return code;
    }

    private static int wrongUsage(PrintStream err, ParameterException exception) {
        var command = exception.getCommandLine().getCommandSpec().qualifiedName();
        err.println("briefwire: " + exception.getMessage());
        if (exception instanceof UnmatchedArgumentException unmatched) {
            unmatched.getSuggestions().stream()
                    .findFirst()
                    .ifPresent(nearest -> err.println("Did you mean: " + nearest + "?"));
        }
        err.println("'%s --help' tells how it is used.".formatted(command));
        return Exit.WRONG_USAGE.code();
    }

    private static int failed(PrintStream err, CommonOptions options, Exception exception) {
        if (options.verbose) {
            exception.printStackTrace(err);
            return Exit.FAILED.code();
        }
        if (exception instanceof BriefwireException) {
            err.println("briefwire: " + exception.getMessage());
            return Exit.FAILED.code();
        }
        err.println(
                "briefwire: %s (a fault in Briefwire; --verbose shows where)"
                        .formatted(oneLine(exception)));
        return Exit.FAILED.code();
    }

    private static String oneLine(Throwable exception) {
        @Nullable String message = exception.getMessage();
        var name = exception.getClass().getSimpleName();
        return message == null ? name : name + ": " + message.lines().findFirst().orElse("");
    }
}
