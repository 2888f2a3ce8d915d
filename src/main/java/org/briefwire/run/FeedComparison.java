package org.briefwire.run;

import java.util.List;

/**
 * How the feeds on the shelf stand to the feeds as they would be made now.
 *
 * @param feeds how many files there should be
 * @param different files that have other bytes
 * @param refused feeds that can't be made
 */
public record FeedComparison(
        int feeds,
        List<String> missing,
        List<String> different,
        List<SyndicationReport.Refused> refused) {
    public FeedComparison {
        missing = List.copyOf(missing);
        different = List.copyOf(different);
        refused = List.copyOf(refused);
    }
}
