package org.briefwire.collect;

import java.time.Duration;
import org.briefwire.model.DataSize;

/**
 * The bounds of one fetch.
 *
 * @param silence how long a connection may take, or say nothing
 * @param deadline how long all of it may take, redirects included
 * @param size the most octets of an answer, unpacked
 */
public record FetchLimits(Duration silence, Duration deadline, DataSize size) {
    public static final FetchLimits DEFAULT =
            new FetchLimits(
                    Duration.ofSeconds(15), Duration.ofSeconds(60), DataSize.parse("10MiB"));
}
