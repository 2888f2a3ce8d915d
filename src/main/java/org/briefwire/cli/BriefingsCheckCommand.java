package org.briefwire.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.briefwire.app.Installation;
import org.briefwire.briefing.Oddities;
import org.briefwire.briefing.Reading;
import org.briefwire.collect.Peek;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description =
                "Says what is wrong or odd in briefing files; exits with 1 when one would be set"
                        + " aside.")
final class BriefingsCheckCommand extends BriefwireCommand {
    private static final int LARGEST = 10 << 20;
    private static final List<String> ENDINGS = List.of(".txt", ".md", ".markdown");

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Which.")
    List<String> files = new ArrayList<>();

    @Option(names = "--json", description = "Print one array of objects, for programs.")
    boolean json;

    BriefingsCheckCommand(Session session) {
        super(session);
    }

    private record Row(String file, int line, int column, String level, String message) {
        @Override
        public String toString() {
            return "%s:%d:%d: %s: %s".formatted(file, line, column, level, message);
        }
    }

    @Override
    Exit run() {
        var peek = peek();
        var rows = new ArrayList<Row>();
        files.forEach(file -> check(file, peek, rows));
        if (json) {
            try (var listing = new Listing.AsJson<Row>(out())) {
                rows.forEach(listing::add);
            }
        } else {
            rows.forEach(out()::println);
        }
        return rows.stream().anyMatch(row -> row.level().equals("error")) ? Exit.FAILED : Exit.DONE;
    }

    // works anywhere, also as a desk's own hook: an installation only tells its zone and furniture
    private Peek peek() {
        if (Files.exists(configFile())) {
            try (var installation = installation()) {
                return installation.peek();
            }
        }
        return Installation.peekAnywhere();
    }

    private void check(String file, Peek peek, List<Row> rows) {
        byte[] bytes;
        try {
            bytes = bytes(file);
        } catch (IOException e) {
            rows.add(new Row(file, 1, 1, "error", "can't be read: " + reason(e)));
            return;
        }
        switch (peek.text(bytes)) {
            case Reading.Rejected rejected ->
                    rows.add(
                            new Row(
                                    file,
                                    Math.max(1, rejected.line()),
                                    Math.max(1, rejected.column()),
                                    "error",
                                    rejected.reason()));
            case Reading.Parsed parsed -> {
                for (var odd : Oddities.of(parsed, clock().instant())) {
                    rows.add(new Row(file, Math.max(1, odd.line()), 1, "warning", odd.text()));
                }
            }
        }
        var name = file.toLowerCase(Locale.ROOT);
        if (ENDINGS.stream().noneMatch(name::endsWith)) {
            rows.add(
                    new Row(
                            file,
                            1,
                            1,
                            "warning",
                            "a folder gives *.txt, *.md and *.markdown only: it isn't collected"));
        }
    }

    private byte[] bytes(String file) throws IOException {
        try (var in = Files.newInputStream(resolve(Path.of(file)))) {
            return in.readNBytes(LARGEST);
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : String.valueOf(e.getMessage());
    }
}
