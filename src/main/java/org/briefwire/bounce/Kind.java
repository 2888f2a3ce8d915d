package org.briefwire.bounce;

import java.util.Locale;

/** What a mail that arrived where bounces go is. */
public enum Kind {
    /** It says that a mail could not be delivered, or not yet. */
    BOUNCE,
    /** A reader, or their provider, complains (RFC 5965). */
    COMPLAINT,
    /** An automatic reply: a holiday note, an acknowledgement (RFC 3834). */
    AUTOREPLY,
    /** It confirms a delivery. */
    DELIVERED,
    /** None of these: a person's mail, a newsletter. */
    NONE;

    /** As it is written in data. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
