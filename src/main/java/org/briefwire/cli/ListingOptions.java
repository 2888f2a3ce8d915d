package org.briefwire.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a listing: add it to a command with {@code @Mixin}. */
final class ListingOptions {
    @Option(names = "--json", description = "Print one array of objects, for programs.")
    boolean json;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Print at most N rows; by default all.")
    @Nullable Integer limit;

    /** How many rows are wanted. */
    int limit() {
        return limit == null ? Integer.MAX_VALUE : Math.max(0, limit);
    }

    /** A listing that prints at the command's output; close it. */
    <T> Listing<T> open(BriefwireCommand command, List<Listing.Column<T>> columns) {
        return json
                ? new Listing.AsJson<>(command.out())
                : new Listing.AsTable<>(command.out(), columns);
    }

    /** Prints the rows, as many as are wanted. */
    <T> void print(BriefwireCommand command, Iterable<T> rows, List<Listing.Column<T>> columns) {
        try (var listing = open(command, columns)) {
            var left = limit();
            for (var row : rows) {
                if (left-- == 0) {
                    return;
                }
                listing.add(row);
            }
        }
    }
}
