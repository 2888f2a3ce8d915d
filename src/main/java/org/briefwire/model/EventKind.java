package org.briefwire.model;

import java.util.Locale;

/** What happened to a subscription. */
public enum EventKind {
    /** It was made, and waits for a confirmation. */
    ADDED,
    /** It became active. */
    CONFIRMED,
    /** Cadence, topics, depth or language were chosen anew. */
    CHANGED,
    UNSUBSCRIBED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static EventKind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
