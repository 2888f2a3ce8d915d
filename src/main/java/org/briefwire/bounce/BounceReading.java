package org.briefwire.bounce;

import java.util.List;

/**
 * What a mail means.
 *
 * @param recipients of whom it tells, each once
 * @param rule how it was recognised
 * @param traces what may tell the delivery that it is about: the addresses it was sent to and the
 *     copy's Message-ID and List-Unsubscribe
 */
public record BounceReading(
        Kind kind, List<Returned> recipients, String rule, List<String> traces) {
    public BounceReading {
        recipients = List.copyOf(recipients);
        traces = List.copyOf(traces);
    }
}
