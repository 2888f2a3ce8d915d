package org.briefwire.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.briefwire.answer.Explanation;
import org.briefwire.model.EmailAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = "Says of every mail that a person got, or did not get, why that is so.")
final class ExplainCommand extends BriefwireCommand {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH);

    @Parameters(paramLabel = "ADDRESS", description = "The person's email address.")
    @Nullable EmailAddress address;

    @Mixin ListingOptions listing = new ListingOptions();

    ExplainCommand(Session session) {
        super(session);
    }

    private record Row(Instant at, String list, long edition, String what, String sentence) {}

    @Override
    Exit run() {
        try (var installation = installation()) {
            var explanation = installation.explain().of(Objects.requireNonNull(address));
            if (listing.json) {
                listing.print(this, rows(explanation), List.of());
            } else {
                print(explanation, installation.config().publication().zone());
            }
            return Exit.DONE;
        }
    }

    private static List<Row> rows(Explanation explanation) {
        var rows = new ArrayList<Row>();
        for (var chapter : explanation.chapters()) {
            for (var line : chapter.lines()) {
                rows.add(
                        new Row(
                                line.at(),
                                chapter.list(),
                                line.edition(),
                                line.what(),
                                line.sentence()));
            }
        }
        return rows;
    }

    private void print(Explanation explanation, ZoneId zone) {
        var paragraphs = new Paragraphs(out());
        paragraphs.print("", explanation.description());
        explanation.warnings().forEach(warning -> paragraphs.print("", warning));
        for (var chapter : explanation.chapters()) {
            out().println();
            paragraphs.print("", chapter.title());
            var lines = chapter.lines();
            var newest = lines.subList(Math.max(0, lines.size() - listing.limit()), lines.size());
            for (var line : newest) {
                paragraphs.print(
                        "  %-18s".formatted(MOMENT.format(line.at().atZone(zone))),
                        line.sentence());
            }
        }
    }
}
