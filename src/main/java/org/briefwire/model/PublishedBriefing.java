package org.briefwire.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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
 * @param media the pictures that we keep, by their references; one that is missing isn't shown
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
        Briefing briefing,
        Map<String, Medium> media) {
    public PublishedBriefing {
        media = Map.copyOf(media);
    }

    /** A briefing that shows no picture. */
    public PublishedBriefing(
            BriefingId id,
            String slug,
            String tagUri,
            int revision,
            long release,
            Instant published,
            Instant updated,
            SourceId source,
            String note,
            Briefing briefing) {
        this(
                id, slug, tagUri, revision, release, published, updated, source, note, briefing,
                Map.of());
    }

    public PublishedBriefing withMedia(Map<String, Medium> others) {
        return new PublishedBriefing(
                id, slug, tagUri, revision, release, published, updated, source, note, briefing,
                others);
    }

    /** The picture of a reference, if we keep it. */
    public Optional<Medium> medium(String reference) {
        return Optional.ofNullable(media.get(reference));
    }

    /** The first picture that it shows: the one that stands for it elsewhere. */
    public Optional<Medium> firstMedium() {
        return briefing.pictureReferences().stream()
                .map(this::medium)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
