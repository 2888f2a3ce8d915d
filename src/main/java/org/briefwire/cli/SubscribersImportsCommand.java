package org.briefwire.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.briefwire.store.Imports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "imports", description = "Lists the imports, the newest first.")
final class SubscribersImportsCommand extends BriefwireCommand {
    private static final List<Listing.Column<Row>> COLUMNS =
            List.of(
                    Listing.Column.of("number", Row::number),
                    Listing.Column.of("file", Row::file),
                    Listing.Column.of("manner", Row::manner),
                    Listing.Column.of("state", Row::state),
                    Listing.Column.of("rows", Row::rows),
                    Listing.Column.of("begun", Row::begun),
                    Listing.Column.of(
                            "done", row -> row.done().map(Instant::toString).orElse("-")));

    @Mixin ListingOptions listing = new ListingOptions();

    SubscribersImportsCommand(Session session) {
        super(session);
    }

    record Row(
            long number,
            String file,
            String manner,
            String state,
            long rows,
            Instant begun,
            Optional<Instant> done) {
        static Row of(Imports.Import each) {
            return new Row(
                    each.id(),
                    each.file(),
                    each.manner(),
                    each.state().word(),
                    each.through(),
                    each.at(),
                    each.done());
        }
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var rows = installation.imports().all().stream().map(Row::of).toList();
            listing.print(this, rows, COLUMNS);
            return Exit.DONE;
        }
    }
}
