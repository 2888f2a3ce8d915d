package org.briefwire.audience;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.briefwire.audience.Enrol.Outcome;

/**
 * What an import did.
 *
 * @param rows without the first, which names the columns
 * @param elsewhere rows of other lists, which were passed over
 * @param rejects the file of the rejected rows
 */
public record ImportReport(
        long rows,
        Map<Outcome, Long> outcomes,
        long elsewhere,
        long rejected,
        Optional<Path> rejects) {
    public ImportReport {
        outcomes = Map.copyOf(outcomes);
    }

    public long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }
}
