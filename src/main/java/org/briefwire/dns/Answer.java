package org.briefwire.dns;

import java.util.List;

/** What DNS says of a name and a type of record. */
public sealed interface Answer {
    /** There are such records. */
    record Found(List<String> values) implements Answer {
        public Found {
            values = List.copyOf(values);
        }
    }

    /** There are none, and DNS says so. */
    record None() implements Answer {}

    /** DNS could not be asked, or did not answer. */
    record Unknown(String reason) implements Answer {}

    /** The records; none as well when nobody can tell. */
    default List<String> found() {
        return switch (this) {
            case Found(var values) -> values;
            case None none -> List.of();
            case Unknown unknown -> List.of();
        };
    }
}
