package org.briefwire.model;

import java.time.Instant;

/**
 * A released briefing at one of its revisions, with what the database knows of it.
 *
 * @param slug its place in URLs, unique and permanent
 * @param tagUri its permanent id in feeds (RFC 4151)
 * @param revision from 1
 * @param release the number of the release that made this revision public
 * @param published when the briefing became public, or the date that its desk or feed gave
 * @param updated when this revision became public
 * @param source where it was first collected from
 * @param note what a correction says it corrects; empty for any other revision
 */
public record PublishedBriefing(
        BriefingId id,
        String slug,
        String tagUri,
        int revision,
        long release,
        Instant published,
        Instant updated,
        SourceId source,
        String note,
        Briefing briefing) {}
