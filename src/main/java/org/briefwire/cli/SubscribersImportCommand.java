package org.briefwire.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;
import org.briefwire.audience.Enrol.Outcome;
import org.briefwire.audience.ImportOrder;
import org.briefwire.audience.ImportOrder.Mode;
import org.briefwire.audience.ImportReport;
import org.briefwire.model.ListId;
import org.briefwire.model.SubscriptionState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Puts everybody of a CSV file on a list; who left stays left.",
            "The first row names the columns: email, and perhaps name, language, zone, topics"
                    + " (parted by ';'), cadence, depth, state, list. Rows that can't be taken go to"
                    + " FILE.rejected.csv with line and reason."
        })
final class SubscribersImportCommand extends BriefwireCommand {
    @Parameters(paramLabel = "FILE.csv", description = "The file, in UTF-8.")
    @Nullable Path file;

    @Option(names = "--list", required = true, paramLabel = "ID", description = "The list.")
    @Nullable ListId list;

    @Option(names = "--confirmed", description = "It is known that they want it: active at once.")
    boolean confirmed;

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    boolean dryRun;

    SubscribersImportCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var order =
                    new ImportOrder(
                            resolve(Objects.requireNonNull(file)),
                            installation.list(Objects.requireNonNull(list)),
                            confirmed ? SubscriptionState.ACTIVE : SubscriptionState.PENDING,
                            dryRun ? Mode.REHEARSAL : Mode.FOR_GOOD);
            var report =
                    installation
                            .subscriberImport()
                            .run(
                                    order,
                                    (line, reason) ->
                                            err().println(
                                                            "%s:%d: %s"
                                                                    .formatted(file, line, reason)),
                                    progress());
            print(report);
            return Exit.DONE;
        }
    }

    private void print(ImportReport report) {
        var parts = new ArrayList<String>();
        for (var outcome : Outcome.values()) {
            if (report.count(outcome) > 0) {
                parts.add(report.count(outcome) + " " + word(outcome));
            }
        }
        if (report.elsewhere() > 0) {
            parts.add(report.elsewhere() + " of other lists passed over");
        }
        if (report.rejected() > 0) {
            parts.add(report.rejected() + " rejected");
        }
        out().println(
                        "%s%d rows: %s"
                                .formatted(
                                        dryRun ? "Nothing was changed. " : "",
                                        report.rows(),
                                        parts.isEmpty() ? "nobody" : String.join(", ", parts)));
        report.rejects().ifPresent(rejects -> out().println("Rejected rows are in " + rejects));
    }

    private String word(Outcome outcome) {
        return switch (outcome) {
            case ADDED -> confirmed ? "added" : "added, waiting for confirmation";
            case CONFIRMED -> "confirmed";
            case CHANGED -> "changed";
            case UNCHANGED -> "unchanged";
            case LEFT -> "left alone because they left";
        };
    }
}
