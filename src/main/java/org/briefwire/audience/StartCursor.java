package org.briefwire.audience;

import java.time.Instant;
import org.briefwire.model.CadenceId;
import org.briefwire.model.ListId;

/**
 * Where a new subscription starts: the last release before its cadence's previous due time, so that
 * the first digest has one period's news; for an instant cadence the last release of all.
 */
@FunctionalInterface
public interface StartCursor {
    /**
     * The number of the last release that a new subscription is not offered.
     *
     * @param zone the subscriber's; empty: the publication's
     */
    long of(ListId list, CadenceId cadence, String zone, Instant at);
}
