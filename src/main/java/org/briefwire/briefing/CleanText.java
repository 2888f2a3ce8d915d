package org.briefwire.briefing;

import java.util.List;

/**
 * A text's lines, whatever ends them, without what has no place in a text.
 *
 * @param remarks what was dropped
 */
record CleanText(List<String> lines, List<Remark> remarks) {
    static CleanText of(String text) {
        var kept = new StringBuilder(text.length());
        var dropped = 0;
        var lineOfFirst = 0;
        var line = 1;
        for (var i = text.startsWith("\uFEFF") ? 1 : 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r' && i < text.length() && text.charAt(i) == '\n') {
                continue;
            }
            if (c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029') {
                kept.append('\n');
                line++;
            } else if (belongs(c)) {
                kept.appendCodePoint(c);
            } else if (dropped++ == 0) {
                lineOfFirst = line;
            }
        }
        return new CleanText(
                List.of(kept.toString().split("\n", -1)), remarks(dropped, lineOfFirst));
    }

    /** Whether XML, JSON and mail can carry the character: no control, surrogate, noncharacter. */
    private static boolean belongs(int c) {
        return c == '\t'
                || (!Character.isISOControl(c)
                        && !(c >= 0xD800 && c <= 0xDFFF)
                        && !(c >= 0xFDD0 && c <= 0xFDEF)
                        && (c & 0xFFFE) != 0xFFFE);
    }

    private static List<Remark> remarks(int dropped, int line) {
        return dropped == 0
                ? List.of()
                : List.of(
                        new Remark(
                                "control characters dropped: %d, the first in line %d"
                                        .formatted(dropped, line),
                                line));
    }
}
