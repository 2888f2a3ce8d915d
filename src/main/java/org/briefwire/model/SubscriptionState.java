package org.briefwire.model;

import java.util.Locale;

/** Whether a subscription gets mail. */
public enum SubscriptionState {
    PENDING,
    ACTIVE,
    UNSUBSCRIBED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static SubscriptionState ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
