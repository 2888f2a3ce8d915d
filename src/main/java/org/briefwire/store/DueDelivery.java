package org.briefwire.store;

import java.time.Instant;
import org.briefwire.model.ContentId;
import org.briefwire.model.EditionId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.SubscriptionId;

/**
 * A delivery that its owner is to hand over now.
 *
 * @param name the subscriber's; may be empty
 * @param attempts how often it was tried before
 * @param firstDue when its wave was due: what giving up counts from
 */
public record DueDelivery(
        EditionId edition,
        SubscriptionId subscription,
        ContentId content,
        ListId list,
        EmailAddress address,
        String name,
        int attempts,
        Instant firstDue) {}
