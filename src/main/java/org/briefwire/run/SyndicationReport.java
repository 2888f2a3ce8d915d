package org.briefwire.run;

import java.util.List;

/**
 * What became of the feeds.
 *
 * @param written the files that were replaced or are new
 * @param unchanged how many stayed as they were
 * @param refused those that could not be read back: the last good ones stand
 */
public record SyndicationReport(List<String> written, int unchanged, List<Refused> refused) {
    /** None was made. */
    static final SyndicationReport NOTHING = new SyndicationReport(List.of(), 0, List.of());

    public SyndicationReport {
        written = List.copyOf(written);
        refused = List.copyOf(refused);
    }

    /** A feed that was not replaced, and why. */
    public record Refused(String file, String reason) {}
}
