package org.briefwire.bounce;

import java.util.Locale;

/** What should follow for the address of a mail that came back. */
public enum Follows {
    /** It is dead: no more mail. */
    SUPPRESS,
    /** It may be dead: when it goes on, no more mail. */
    SCORE,
    /**
     * It is our mail that they don't want: the operator should know, the reader is not to blame.
     */
    WARN,
    /** Nothing. */
    NOTHING;

    static Follows ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
