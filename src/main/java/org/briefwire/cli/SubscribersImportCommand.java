package org.briefwire.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            "Puts everybody of a file on a list; who left stays left.",
            "The first row names the columns: email, and perhaps name, language, zone, topics"
                    + " (parted by ';'), cadence, depth, state, list, breaking, paused, suppressed, consent. Exports of Mailchimp and"
                    + " listmonk and member lists of Mailman are taken as they are. Rows that can't"
                    + " be taken go to FILE.rejected.csv with line and reason. What was cut off goes"
                    + " on where it was; 'subscribers undo' takes all of it back."
        })
final class SubscribersImportCommand extends BriefwireCommand {
    @Parameters(
            paramLabel = "FILE",
            description = "CSV with any separator, or a list of addresses.")
    @Nullable Path file;

    @Option(
            names = "--list",
            paramLabel = "ID",
            description = "The list; not needed when a column 'list' says it.")
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
                            list == null
                                    ? installation.config().lists()
                                    : List.of(installation.list(list)),
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
            report.notes().forEach(note -> err().println("%s: %s".formatted(file, note)));
            print(report);
            return Exit.DONE;
        }
    }

    private void print(ImportReport report) {
        var parts = new ArrayList<String>();
        if (report.before() > 0) {
            parts.add(report.before() + " dealt with before it was cut off");
        }
        for (var outcome : Outcome.values()) {
            add(parts, report.count(outcome), word(outcome));
        }
        add(parts, report.suppressed(), "left alone because they get no mail");
        add(parts, report.barred(), "suppressed as they were where the file comes from");
        add(parts, report.elsewhere(), "of other lists passed over");
        add(parts, report.rejected(), "rejected");
        out().println(
                        "%s%d rows: %s"
                                .formatted(
                                        dryRun ? "Nothing was changed. " : "",
                                        report.rows(),
                                        parts.isEmpty() ? "nobody" : String.join(", ", parts)));
        report.rejects().ifPresent(rejects -> out().println("Rejected rows are in " + rejects));
        report.number()
                .ifPresent(number ->
                        out().println("'subscribers undo %d' takes it back".formatted(number)));
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
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
