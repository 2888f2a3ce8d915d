package org.briefwire.store;

import java.time.Instant;
import org.briefwire.model.DeliveryState;
import org.briefwire.model.EditionId;
import org.briefwire.model.SubscriptionId;

/**
 * What became of a try.
 *
 * @param state sent, deferred, failed or cancelled
 * @param doubt whether the server may have it all the same
 * @param server the id of the SMTP server; may be empty
 * @param reply the server's words, or ours when it said nothing
 * @param at when it ended; for a deferred one: when it is due again
 */
public record DeliveryOutcome(
        EditionId edition,
        SubscriptionId subscription,
        DeliveryState state,
        Doubt doubt,
        String server,
        String reply,
        Instant at) {
    /** Whether the server may have taken a message that it gave no answer for. */
    public enum Doubt {
        NONE,
        IN_DOUBT
    }
}
