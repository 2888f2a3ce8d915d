package org.briefwire.store;

import java.time.Instant;
import java.util.Optional;
import org.briefwire.model.Briefing;

/**
 * A briefing as it comes from a source.
 *
 * @param key where in its source it was found: a file's relative path, an entry's id
 * @param id the identity that its file gives it, whatever its path; empty when it gives none
 * @param hash of what was read: the same hash is the same briefing
 * @param slug the wish for its place in URLs; empty: its headline's
 * @param date when it was published, if it says so
 * @param embargo not to be released before
 * @param urgent goes at once to those who asked for breaking news
 * @param quiet for archive and feeds only
 * @param correction what this revision corrects; empty for any other
 */
public record Arrival(
        String key,
        String id,
        String hash,
        Briefing briefing,
        String slug,
        Optional<Instant> date,
        Optional<Instant> embargo,
        boolean urgent,
        boolean quiet,
        String correction) {}
