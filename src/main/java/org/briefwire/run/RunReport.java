package org.briefwire.run;

import java.util.List;
import org.briefwire.collect.CollectReport;
import org.briefwire.deliver.DispatchReport;
import org.briefwire.edition.Made;

/** What one run of the main job came to, stage by stage. */
public record RunReport(
        CollectReport collected, List<Made> made, SyndicationReport feeds, DispatchReport sent) {
    public RunReport {
        made = List.copyOf(made);
    }

    /** Whether an edition waits for a person. */
    public boolean isHeld() {
        return made.stream().anyMatch(Made.Held.class::isInstance) || !sent.stale().isEmpty();
    }

    /** Whether an edition that was due could not be made. */
    public boolean isFailed() {
        return made.stream().anyMatch(Made.Failed.class::isInstance);
    }
}
