package org.briefwire.cli;

import java.time.Instant;
import java.util.List;
import org.briefwire.store.Rejection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "rejected", description = "Lists what was set aside, and why.")
final class BriefingsRejectedCommand extends BriefwireCommand {
    private static final List<Listing.Column<Row>> COLUMNS =
            List.of(
                    Listing.Column.of("file", Row::file),
                    Listing.Column.of("source", Row::source),
                    Listing.Column.of("reason", Row::reason),
                    Listing.Column.of("line", Row::line),
                    Listing.Column.of("at", Row::at));

    @Mixin ListingOptions listing = new ListingOptions();

    BriefingsRejectedCommand(Session session) {
        super(session);
    }

    private record Row(String file, String source, String reason, int line, Instant at) {
        static Row of(Rejection rejection) {
            return new Row(
                    rejection.file(),
                    rejection.source().value(),
                    rejection.reason(),
                    rejection.line(),
                    rejection.at());
        }
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var rows = installation.rejections().all().stream().map(Row::of).toList();
            listing.print(this, rows, COLUMNS);
            return Exit.DONE;
        }
    }
}
