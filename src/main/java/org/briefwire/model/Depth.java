package org.briefwire.model;

import java.util.Locale;

/** How much of a briefing a subscriber wants. */
public enum Depth {
    HEADLINES,
    ESSENTIALS,
    FULL;

    /** The word in the database, in config and in URLs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Depth ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
