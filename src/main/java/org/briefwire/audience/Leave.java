package org.briefwire.audience;

import java.time.Instant;
import org.briefwire.model.SubscriptionId;
import org.briefwire.store.Subscriptions;

/** How a subscriber leaves a list: at once, and for what is queued too. Safe for many threads. */
public final class Leave {
    private final Subscriptions subscriptions;

    public Leave(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /**
     * Ends a subscription; again changes nothing.
     *
     * @param evidence how they left ('one-click', 'page', 'command'), kept for ever
     * @return whether there is such a subscription
     */
    public boolean unsubscribe(SubscriptionId subscription, String evidence, Instant at) {
        return subscriptions.unsubscribe(subscription, evidence, at);
    }

    /** Ends every subscription of this one's subscriber; again changes nothing. */
    public void unsubscribeFromAll(SubscriptionId subscription, String evidence, Instant at) {
        subscriptions.unsubscribeFromAll(subscription, evidence, at);
    }
}
