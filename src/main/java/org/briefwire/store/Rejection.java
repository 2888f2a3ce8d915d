package org.briefwire.store;

import java.time.Instant;
import org.briefwire.model.SourceId;

/**
 * A file or entry that was set aside.
 *
 * @param file its path within the source
 * @param line from 1; 0 when it is the file as a whole
 * @param hash of its bytes then; empty when they could not be read
 * @param at when it was first set aside for this
 */
public record Rejection(
        SourceId source, String file, String reason, int line, String hash, Instant at) {
    /** Whether the other one says the same of the same bytes. */
    public boolean isSameAs(Rejection other) {
        return source.equals(other.source)
                && file.equals(other.file)
                && reason.equals(other.reason)
                && line == other.line
                && hash.equals(other.hash);
    }

    /** As a person is told of it. */
    @Override
    public String toString() {
        var place = line > 0 ? file + ":" + line : file;
        return "%s of %s: %s".formatted(place, source, reason);
    }
}
