package org.briefwire.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.briefwire.bounce.Kind;
import org.briefwire.store.ReturnedMailShelf.Recipient;
import org.briefwire.store.ReturnedMailShelf.Row;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "The mails that came back, the newest first.")
final class BouncesListCommand extends BriefwireCommand {
    private static final List<Listing.Column<Row>> COLUMNS =
            List.of(
                    Listing.Column.of("id", Row::id),
                    Listing.Column.of("at", Row::at),
                    Listing.Column.of("kind", Row::kind),
                    Listing.Column.of("of", row -> join(row, Recipient::address, row.sender())),
                    Listing.Column.of("status", row -> join(row, Recipient::status, "")),
                    Listing.Column.of("means", row -> join(row, Recipient::category, row.rule())),
                    Listing.Column.of("followed", row -> join(row, Recipient::effect, "")));

    @Mixin private ListingOptions options = new ListingOptions();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Only these: bounce, complaint, autoreply, delivered or none.")
    @Nullable Kind kind;

    BouncesListCommand(Session session) {
        super(session);
    }

    private static String join(
            Row row, java.util.function.Function<Recipient, String> part, String otherwise) {
        return row.recipients().isEmpty()
                ? otherwise
                : row.recipients().stream().map(part).distinct().collect(Collectors.joining(", "));
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var mails = installation.returnedMails();
            var rows =
                    kind == null
                            ? mails.list(options.limit())
                            : mails.list(kind.word(), options.limit());
            options.print(this, rows, COLUMNS);
            return Exit.DONE;
        }
    }
}
