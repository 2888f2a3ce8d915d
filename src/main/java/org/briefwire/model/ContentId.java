package org.briefwire.model;

/** A content's number in the database. */
public record ContentId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
