package org.briefwire.model;

/** A cadence's id, as the config names it within its list. */
public record CadenceId(String value) implements Comparable<CadenceId> {
    public CadenceId {
        Ids.requireId(value, "cadence");
    }

    @Override
    public int compareTo(CadenceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
