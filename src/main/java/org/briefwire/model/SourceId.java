package org.briefwire.model;

/** A source's id, as the config names it. */
public record SourceId(String value) implements Comparable<SourceId> {
    public SourceId {
        Ids.requireId(value, "source");
    }

    @Override
    public int compareTo(SourceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
