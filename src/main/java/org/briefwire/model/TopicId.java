package org.briefwire.model;

/** A topic's id: what a briefing carries and a subscriber chooses. */
public record TopicId(String value) implements Comparable<TopicId> {
    public TopicId {
        Ids.requireId(value, "topic");
    }

    @Override
    public int compareTo(TopicId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
