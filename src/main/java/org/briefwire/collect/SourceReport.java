package org.briefwire.collect;

import java.util.List;
import org.briefwire.model.Release;
import org.briefwire.model.SourceId;
import org.briefwire.store.Rejection;

/**
 * What collecting one source brought.
 *
 * @param created briefings that were not known, waiting ones included
 * @param revised new revisions
 * @param moved files under a new path
 * @param waiting new ones that are released later
 * @param released in the order of their numbers
 * @param rejected what is set aside now, also from earlier
 * @param fresh those set aside for the first time
 * @param failed why the source could not be collected; empty when it could
 * @param remarks what was odd, and files left for the next time
 */
public record SourceReport(
        SourceId source,
        int created,
        int revised,
        int unchanged,
        int moved,
        int waiting,
        List<Release> released,
        List<Rejection> rejected,
        List<Rejection> fresh,
        String failed,
        List<String> remarks) {
    public SourceReport {
        released = List.copyOf(released);
        rejected = List.copyOf(rejected);
        fresh = List.copyOf(fresh);
        remarks = List.copyOf(remarks);
    }

    public boolean isFailed() {
        return !failed.isEmpty();
    }
}
