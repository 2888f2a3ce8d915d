package org.briefwire.cli;

import java.time.Instant;
import java.util.List;
import org.briefwire.model.PublishedBriefing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists the released briefings, the newest first.")
final class BriefingsListCommand extends BriefwireCommand {
    private static final List<Listing.Column<Row>> COLUMNS =
            List.of(
                    Listing.Column.of("slug", Row::slug),
                    Listing.Column.of("headline", Row::headline),
                    Listing.Column.of("source", Row::source),
                    Listing.Column.of("file", Row::file),
                    Listing.Column.of("released", Row::released));

    @Mixin ListingOptions listing = new ListingOptions();

    BriefingsListCommand(Session session) {
        super(session);
    }

    private record Row(
            String slug, String headline, String source, String file, Instant released) {}

    @Override
    Exit run() {
        try (var installation = installation();
                var rows = listing.open(this, COLUMNS)) {
            var origins = installation.archive().origins();
            for (var briefing : installation.archive().newest(List.of(), listing.limit())) {
                rows.add(row(briefing, origins.getOrDefault(briefing.id(), "")));
            }
        }
        return Exit.DONE;
    }

    private static Row row(PublishedBriefing briefing, String file) {
        return new Row(
                briefing.slug(),
                briefing.briefing().headline(),
                briefing.source().value(),
                file,
                briefing.updated());
    }
}
