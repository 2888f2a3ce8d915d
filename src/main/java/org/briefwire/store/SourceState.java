package org.briefwire.store;

import java.time.Instant;
import java.util.Optional;
import org.briefwire.model.SourceId;

/**
 * How a source has fared.
 *
 * @param url where it was fetched from; what follows holds for that address only
 * @param etag the validator of its last answer, verbatim; empty when there was none
 * @param modified its Last-Modified, verbatim
 * @param next not to be asked again before
 * @param first when it was first collected well
 * @param last when it was last collected well
 * @param failures since then
 * @param error the last one's reason; empty when the last time was well
 */
public record SourceState(
        SourceId id,
        String url,
        String etag,
        String modified,
        Instant next,
        Optional<Instant> first,
        Optional<Instant> last,
        int failures,
        String error) {
    /** A source that was never collected. */
    public static SourceState unknown(SourceId id, String url) {
        return new SourceState(
                id, url, "", "", Instant.EPOCH, Optional.empty(), Optional.empty(), 0, "");
    }
}
