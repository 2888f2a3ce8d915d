package org.briefwire.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.briefwire.bounce.BounceReader;
import org.briefwire.bounce.BounceReading;
import org.briefwire.bounce.MailFiles;
import org.briefwire.bounce.Returned;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "read",
        description =
                "Says what mails that came back mean, and of whom they tell; changes nothing.")
final class BouncesReadCommand extends BriefwireCommand {
    private static final List<Listing.Column<Line>> COLUMNS =
            List.of(
                    Listing.Column.of("file", Line::file),
                    Listing.Column.of("kind", Line::kind),
                    Listing.Column.of("address", Line::address),
                    Listing.Column.of("status", Line::status),
                    Listing.Column.of("category", Line::category),
                    Listing.Column.of("hard", Line::hard));

    @Parameters(
            paramLabel = "DIR, MBOX or FILE",
            arity = "1..*",
            description = "A folder of mails (a Maildir too), an mbox, or one mail.")
    List<Path> paths = new ArrayList<>();

    @Option(names = "--json", description = "Print one array of objects, for programs.")
    boolean json;

    BouncesReadCommand(Session session) {
        super(session);
    }

    private record Read(String file, String kind, List<Returned> recipients, String rule) {}

    private record Line(
            String file,
            String kind,
            String address,
            String status,
            String category,
            String hard) {}

    @Override
    Exit run() {
        try (var listing = new Rows(json)) {
            var ended = Exit.DONE;
            for (var path : paths) {
                if (!read(resolve(path), listing)) {
                    ended = Exit.FAILED;
                }
            }
            return ended;
        }
    }

    private boolean read(Path path, Rows rows) {
        if (!Files.exists(path)) {
            err().println("%s: there is no such file or folder".formatted(path));
            return false;
        }
        try {
            MailFiles.each(path, (name, mail) -> rows.add(name, BounceReader.read(mail)));
            return true;
        } catch (IOException e) {
            err().println("%s: can't be read: %s".formatted(path, e.getMessage()));
            return false;
        }
    }

    /** What was read, as rows for programs or for people. */
    private final class Rows implements AutoCloseable {
        private final Listing<Read> array = new Listing.AsJson<>(out());
        private final Listing<Line> table = new Listing.AsTable<>(out(), COLUMNS);
        private final boolean asJson;

        Rows(boolean asJson) {
            this.asJson = asJson;
        }

        void add(String name, BounceReading reading) {
            var kind = reading.kind().word();
            if (asJson) {
                array.add(new Read(name, kind, reading.recipients(), reading.rule()));
                return;
            }
            if (reading.recipients().isEmpty()) {
                table.add(new Line(name, kind, "", "", "", ""));
            }
            for (var one : reading.recipients()) {
                table.add(
                        new Line(
                                name,
                                kind,
                                one.address(),
                                one.status(),
                                one.category(),
                                one.hard() ? "hard" : ""));
            }
        }

        @Override
        public void close() {
            if (asJson) {
                array.close();
            } else {
                table.close();
            }
        }
    }
}
