package org.briefwire.model;

import java.text.Normalizer;
import java.util.Locale;

/** A text's place in a URL. */
public final class Slug {
    private static final int LONGEST = 80;

    private Slug() {}

    /**
     * The letters and digits of any script in NFC and small letters, joined by '-', at most 80
     * characters; empty when the text has none.
     */
    public static String of(String text) {
        var small = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        var slug = new StringBuilder();
        var length = 0;
        var gap = false;
        for (var i = 0; i < small.length() && length < LONGEST; ) {
            var c = small.codePointAt(i);
            i += Character.charCount(c);
            var isMark = isMark(c) && !slug.isEmpty() && !gap;
            if (!Character.isLetterOrDigit(c) && !isMark) {
                // an apostrophe parts no word
                gap = gap || !(slug.isEmpty() || c == '\'' || c == '’');
                continue;
            }
            if (gap && length + 2 > LONGEST) {
                break;
            }
            if (gap) {
                slug.append('-');
                length++;
                gap = false;
            }
            slug.appendCodePoint(c);
            length++;
        }
        return slug.toString();
    }

    private static boolean isMark(int c) {
        var type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
