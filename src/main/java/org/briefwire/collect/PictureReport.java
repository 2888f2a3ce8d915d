package org.briefwire.collect;

import java.util.List;

/**
 * What became of the pictures that were looked for.
 *
 * @param kept how many are there now that were not
 * @param missing those that can't be shown yet, each with the reason and what follows
 * @param fresh those of them that are missing for the first time, or for another reason
 */
public record PictureReport(int kept, List<String> missing, List<String> fresh) {
    public PictureReport {
        missing = List.copyOf(missing);
        fresh = List.copyOf(fresh);
    }
}
