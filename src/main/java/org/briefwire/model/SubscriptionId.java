package org.briefwire.model;

/** The number of one subscriber's subscription to one list. */
public record SubscriptionId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
