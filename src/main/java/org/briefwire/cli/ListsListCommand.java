package org.briefwire.cli;

import java.util.List;
import org.briefwire.app.Installation;
import org.briefwire.config.NewsList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "The lists, and which of them are paused.")
final class ListsListCommand extends BriefwireCommand {
    private static final List<Listing.Column<Row>> COLUMNS =
            List.of(
                    Listing.Column.of("list", Row::list),
                    Listing.Column.of("title", Row::title),
                    Listing.Column.of("paused", Row::paused));

    @Mixin private ListingOptions options = new ListingOptions();

    ListsListCommand(Session session) {
        super(session);
    }

    private record Row(String list, String title, String paused) {
        static Row of(NewsList list, Installation installation) {
            return new Row(
                    list.id().value(),
                    list.title(),
                    installation
                            .listPauses()
                            .find(list.id())
                            .map(pause -> "since %s: %s".formatted(pause.at(), pause.reason()))
                            .orElse(""));
        }
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var rows =
                    installation.config().lists().stream()
                            .map(list -> Row.of(list, installation))
                            .toList();
            options.print(this, rows, COLUMNS);
            return Exit.DONE;
        }
    }
}
