package org.briefwire.model;

/** A subscriber's number in the database. */
public record SubscriberId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
