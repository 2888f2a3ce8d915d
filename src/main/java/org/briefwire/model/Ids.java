package org.briefwire.model;

import java.util.regex.Pattern;

/** What an id may look like: it stands in URLs, file names, mail headers and SQL for ever. */
public final class Ids {
    private static final Pattern ID =
            Pattern.compile(
                    "[\\p{Ll}\\p{Lo}\\p{Lm}\\p{Nd}][\\p{Ll}\\p{Lo}\\p{Lm}\\p{M}\\p{Nd}-]{0,79}");

    private Ids() {}

    /** Whether the text is an id: small letters of any script, digits and '-', at most 80. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static void requireId(String text, String what) {
        if (!isId(text)) {
            throw new IllegalArgumentException(
                    "%s id '%s': an id has small letters, digits and '-', at most 80 of them"
                            .formatted(what, text));
        }
    }
}
