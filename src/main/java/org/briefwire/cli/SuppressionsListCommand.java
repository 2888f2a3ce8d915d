package org.briefwire.cli;

import java.time.Instant;
import java.util.List;
import org.briefwire.model.EmailAddress;
import org.briefwire.store.Suppressions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Who gets no mail, and why; the newest first.")
final class SuppressionsListCommand extends BriefwireCommand {
    private static final List<Listing.Column<Row>> COLUMNS =
            List.of(
                    Listing.Column.of("address", Row::address),
                    Listing.Column.of("reason", Row::reason),
                    Listing.Column.of("at", Row::at),
                    Listing.Column.of("evidence", Row::evidence));

    @Mixin private ListingOptions options = new ListingOptions();

    SuppressionsListCommand(Session session) {
        super(session);
    }

    /**
     * One of them.
     *
     * @param address or, when it is no subscriber's, the hash that is all we know of it
     */
    record Row(String address, String reason, Instant at, String evidence) {
        static Row of(Suppressions.Row row) {
            return new Row(
                    row.address().map(EmailAddress::toString).orElse("sha256:" + row.hash()),
                    row.reason().word(),
                    row.at(),
                    row.evidence());
        }
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var rows = installation.suppressions().list(options.limit());
            options.print(this, rows.stream().map(Row::of).toList(), COLUMNS);
            return Exit.DONE;
        }
    }
}
