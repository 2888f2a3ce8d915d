package org.briefwire.model;

import java.util.Locale;

/** What became of one edition for one subscription. */
public enum DeliveryState {
    PENDING,
    SENDING,
    SENT,
    DEFERRED,
    FAILED,
    CANCELLED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DeliveryState ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
