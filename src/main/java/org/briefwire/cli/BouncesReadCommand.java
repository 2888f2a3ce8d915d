package org.briefwire.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.briefwire.app.Installation;
import org.briefwire.audience.Returns;
import org.briefwire.bounce.BounceReader;
import org.briefwire.bounce.MailFiles;
import org.briefwire.store.ReturnedMailShelf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "read",
        description =
                "Takes in mails that came back: says what they mean and of whom they tell, keeps them"
                        + " and lets it follow. Where there is no config it only reads.")
final class BouncesReadCommand extends BriefwireCommand {
    private static final List<Listing.Column<Line>> COLUMNS =
            List.of(
                    Listing.Column.of("file", Line::file),
                    Listing.Column.of("kind", Line::kind),
                    Listing.Column.of("address", Line::address),
                    Listing.Column.of("status", Line::status),
                    Listing.Column.of("category", Line::category),
                    Listing.Column.of("hard", Line::hard),
                    Listing.Column.of("follows", Line::follows));

    @Parameters(
            paramLabel = "DIR, MBOX or FILE",
            arity = "1..*",
            description = "A folder of mails (a Maildir too), an mbox, or one mail.")
    List<Path> paths = new ArrayList<>();

    @Option(names = "--json", description = "Print one array of objects, for programs.")
    boolean json;

    @Option(names = "--dry-run", description = "Only read: nothing is kept, nothing follows.")
    boolean dryRun;

    @Option(
            names = "--unsigned",
            description =
                    "Believe what carries no signed return path too; for mails from before"
                            + " bounces.address was set.")
    boolean unsigned;

    BouncesReadCommand(Session session) {
        super(session);
    }

    /** What a mail means. */
    private record Read(String file, String kind, List<Recipient> recipients, String rule) {}

    private record Recipient(
            String address,
            String status,
            String category,
            boolean hard,
            Optional<ReturnedMailShelf.Delivered> delivery) {}

    private record Line(
            String file,
            String kind,
            String address,
            String status,
            String category,
            String hard,
            String follows) {}

    @Override
    Exit run() {
        if (!isConfigured()) {
            return readAll(new OnlyRead());
        }
        try (var installation = installation()) {
            return readAll(new TakeIn(installation));
        }
    }

    /** What is done with each mail. */
    private interface Desk {
        void take(String name, byte[] mail, Rows rows);
    }

    private Exit readAll(Desk desk) {
        try (var rows = new Rows(json)) {
            var ended = Exit.DONE;
            for (var path : paths) {
                if (!read(resolve(path), desk, rows)) {
                    ended = Exit.FAILED;
                }
            }
            return ended;
        }
    }

    private boolean read(Path path, Desk desk, Rows rows) {
        if (!Files.exists(path)) {
            err().println("%s: there is no such file or folder".formatted(path));
            return false;
        }
        try {
            MailFiles.each(path, (name, mail) -> desk.take(name, mail, rows));
            return true;
        } catch (IOException e) {
            err().println("%s: can't be read: %s".formatted(path, e.getMessage()));
            return false;
        }
    }

    private static final class OnlyRead implements Desk {
        @Override
        public void take(String name, byte[] mail, Rows rows) {
            var reading = BounceReader.read(mail);
            rows.add(
                    new Read(
                            name,
                            reading.kind().word(),
                            reading.recipients().stream()
                                    .map(one ->
                                            new Recipient(
                                                    one.address(),
                                                    one.status(),
                                                    one.category(),
                                                    one.hard(),
                                                    Optional.empty()))
                                    .toList(),
                            reading.rule()),
                    List.of());
        }
    }

    private final class TakeIn implements Desk {
        private final Returns returns;
        private final ReturnedMailShelf shelf;

        TakeIn(Installation installation) {
            this.returns = installation.returns();
            this.shelf = installation.returnedMails();
        }

        @Override
        public void take(String name, byte[] mail, Rows rows) {
            var trust = unsigned ? Returns.Trust.ALL : Returns.Trust.PROVEN;
            var taken =
                    dryRun ? returns.rehearse(mail, trust) : returns.take(mail, "command", trust);
            var recipients =
                    taken.tells().stream()
                            .map(told ->
                                    new Recipient(
                                            told.address(),
                                            told.status(),
                                            told.category(),
                                            told.hard(),
                                            told.sent().flatMap(shelf::delivered)))
                            .toList();
            rows.add(
                    new Read(
                            name,
                            taken.reading().kind().word(),
                            recipients,
                            taken.reading().rule()),
                    follows(taken));
        }

        private List<String> follows(Returns.Taken taken) {
            if (!taken.fresh()) {
                return taken.tells().stream().map(_ -> "was taken before").toList();
            }
            return dryRun
                    ? taken.tells().stream().map(told -> told.effect().inWords()).toList()
                    : taken.effects();
        }
    }

    /** What was read, as rows for programs or for people. */
    private final class Rows implements AutoCloseable {
        private final Listing<Read> array = new Listing.AsJson<>(out());
        private final Listing<Line> table =
                new Listing.AsTable<>(
                        out(), isConfigured() ? COLUMNS : COLUMNS.subList(0, COLUMNS.size() - 1));
        private final boolean asJson;

        Rows(boolean asJson) {
            this.asJson = asJson;
        }

        void add(Read read, List<String> follows) {
            if (asJson) {
                array.add(read);
                return;
            }
            if (read.recipients().isEmpty()) {
                table.add(new Line(read.file(), read.kind(), "", "", "", "", ""));
            }
            var next = follows.iterator();
            for (var one : read.recipients()) {
                table.add(
                        new Line(
                                read.file(),
                                read.kind(),
                                one.address(),
                                one.status(),
                                one.category(),
                                one.hard() ? "hard" : "",
                                next.hasNext() ? next.next() : ""));
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
