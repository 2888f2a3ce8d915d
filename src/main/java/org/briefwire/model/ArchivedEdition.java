package org.briefwire.model;

import java.time.Instant;
import java.util.List;

/**
 * An edition as the archive shows it: its canonical content.
 *
 * @param number within its list
 * @param preheader may be empty
 * @param items in their order, each at the revision that went into the edition; one that was
 *     withdrawn since is left out
 */
public record ArchivedEdition(
        EditionId id,
        ListId list,
        CadenceId cadence,
        long number,
        Slot slot,
        String subject,
        String preheader,
        Instant made,
        List<Item> items) {
    public ArchivedEdition {
        items = List.copyOf(items);
    }

    /** A briefing in an edition, and whether it is news or a correction. */
    public record Item(PublishedBriefing briefing, Release.Kind kind) {}
}
