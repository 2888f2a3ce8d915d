package org.briefwire.model;

/** A briefing's number in the database. */
public record BriefingId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
