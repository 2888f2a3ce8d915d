package org.briefwire.model;

import java.util.Locale;

/** Where an edition stands. */
public enum EditionState {
    /** Its slot is taken; its waves are being made. */
    OPEN,
    /** Pre-flight or the list's approve: manual holds it; no cursor has moved. */
    HELD,
    /** Its waves are made; mail is going out. */
    SEALED,
    /** Every delivery has ended. */
    DONE,
    /** A later slot took what it held. */
    REPLACED,
    CANCELLED,
    /** There was nothing new. */
    SKIPPED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static EditionState ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
