package org.briefwire.cli;

import java.lang.Character.UnicodeScript;

/** How many cells of a terminal a text takes (after Unicode's UAX 11, roughly). */
final class TextWidth {
    private TextWidth() {}

    static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    private static int of(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT,
                    Character.CONTROL ->
                    0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        if (Character.isEmojiPresentation(c) || (c >= 0xFF01 && c <= 0xFF60)) {
            return true;
        }
        return switch (UnicodeScript.of(c)) {
            case HAN, HANGUL, HIRAGANA, KATAKANA, BOPOMOFO, YI -> true;
            default -> c >= 0x3001 && c <= 0x303E;
        };
    }
}
