package org.briefwire.audience;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.briefwire.audience.Enrol.Outcome;

/**
 * What an import did.
 *
 * @param number its number, by which it can be undone; nothing: it was a rehearsal
 * @param rows without the first, which names the columns
 * @param before rows that an earlier run of it, which was cut off, had dealt with
 * @param elsewhere rows of other lists, which were passed over
 * @param suppressed rows of addresses that get no mail, which were left alone
 * @param barred rows of addresses that got no mail where the file comes from: they get none here
 * @param rejects the file of the rejected rows
 * @param notes how the file was understood, where that is not plain
 */
public record ImportReport(
        Optional<Long> number,
        long rows,
        long before,
        Map<Outcome, Long> outcomes,
        long elsewhere,
        long suppressed,
        long barred,
        long rejected,
        Optional<Path> rejects,
        List<String> notes) {
    public ImportReport {
        outcomes = Map.copyOf(outcomes);
        notes = List.copyOf(notes);
    }

    public long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }
}
