package org.briefwire.model;

/** An edition's number in the database, not its number within its list. */
public record EditionId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
