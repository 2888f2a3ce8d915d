package org.briefwire.model;

/** A list's id, as the config names it. */
public record ListId(String value) implements Comparable<ListId> {
    public ListId {
        Ids.requireId(value, "list");
    }

    @Override
    public int compareTo(ListId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
