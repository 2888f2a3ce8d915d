package org.briefwire.cli;

import java.util.List;
import java.util.Optional;
import org.briefwire.model.ListId;
import org.briefwire.store.Editions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "list", description = "Lists editions, the newest first.")
final class EditionsListCommand extends BriefwireCommand {
    private static final List<Listing.Column<Row>> COLUMNS =
            List.of(
                    Listing.Column.of("list", Row::list),
                    Listing.Column.of(
                            "number", row -> row.number().map(Object::toString).orElse("-")),
                    Listing.Column.of("cadence", Row::cadence),
                    Listing.Column.of("slot", Row::slot),
                    Listing.Column.of("state", Row::state),
                    Listing.Column.of("briefings", Row::briefings),
                    Listing.Column.of("deliveries", Row::deliveries),
                    Listing.Column.of("sent", Row::sent),
                    Listing.Column.of("deferred", Row::deferred),
                    Listing.Column.of("failed", Row::failed));

    @Parameters(paramLabel = "LIST", arity = "0..1", description = "Only this list's.")
    @Nullable ListId list;

    @Mixin ListingOptions listing = new ListingOptions();

    EditionsListCommand(Session session) {
        super(session);
    }

    record Row(
            String list,
            Optional<Long> number,
            String cadence,
            String slot,
            String state,
            long briefings,
            long deliveries,
            long sent,
            long deferred,
            long failed) {
        static Row of(Editions.Summary summary) {
            var edition = summary.edition();
            return new Row(
                    edition.list().value(),
                    edition.number().stream().boxed().findFirst(),
                    edition.cadence().value(),
                    edition.slot().value(),
                    edition.paused().isPresent() ? "paused" : edition.state().word(),
                    summary.briefings(),
                    summary.deliveries(),
                    summary.sent(),
                    summary.deferred(),
                    summary.failed());
        }
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var chosen = Optional.ofNullable(list);
            chosen.ifPresent(installation::list);
            var rows =
                    installation.editions().newest(chosen, listing.limit()).stream()
                            .map(Row::of)
                            .toList();
            listing.print(this, rows, COLUMNS);
            return Exit.DONE;
        }
    }
}
