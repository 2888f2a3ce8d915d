package org.briefwire.audience;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import org.briefwire.model.SuppressionReason;
import org.briefwire.model.Topics;
import org.briefwire.store.Exports;
import org.briefwire.store.Preferences.Urgent;

/** Writes every subscription as a row of CSV that an import reads back. */
public final class SubscriberExport {
    private final Exports exports;

    public SubscriberExport(Exports exports) {
        this.exports = exports;
    }

    /** Writes all of them; the writer stays open. */
    public void write(Writer out) throws IOException {
        var csv = CsvWriter.builder().build(out);
        csv.writeRecord(
                "email",
                "name",
                "language",
                "zone",
                "list",
                "state",
                "cadence",
                "topics",
                "depth",
                "breaking",
                "paused",
                "suppressed",
                "consent");
        exports.each(row -> write(csv, row));
        csv.flush();
    }

    private static void write(CsvWriter csv, Exports.Row row) {
        var person = row.person();
        csv.writeRecord(
                person.address().toString(),
                person.name(),
                person.language(),
                person.zone(),
                row.list(),
                row.state(),
                row.cadence(),
                topics(row.topics()),
                row.depth().word(),
                row.urgent() == Urgent.AT_ONCE ? "yes" : "",
                row.pausedUntil().map(Instant::toString).orElse(""),
                row.suppressed().map(SuppressionReason::word).orElse(""),
                row.consent());
    }

    private static String topics(Topics topics) {
        return topics.word().replace(' ', ';');
    }
}
