package org.briefwire.compose;

/**
 * What differs from one recipient to the next; a value is raw text, escaped where it is filled in.
 */
public enum Blank {
    /** The recipient as in 'Ada Lovelace <ada@example.org>' or 'ada@example.org'. */
    TO,
    /** Without angle brackets. */
    MESSAGE_ID,
    /** Absolute. */
    UNSUBSCRIBE_URL,
    /** Absolute. */
    PREFERENCES_URL,
    /** A mailto: address; may be empty. */
    UNSUBSCRIBE_MAIL,
    /** The recipient's address alone. */
    ADDRESS,
    /** The recipient's name; may be empty. */
    NAME
}
