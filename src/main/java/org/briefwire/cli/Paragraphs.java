package org.briefwire.cli;

import java.io.PrintStream;
import java.util.regex.Pattern;

/**
 * Prints text in lines that fit a terminal, broken between words, or between wide letters; what a
 * no-break space joins stays together.
 */
final class Paragraphs {
    private static final int COLUMNS = 80;
    static final char NO_BREAK = '\u00A0';
    private static final Pattern PIECE =
            Pattern.compile(
                    "\\s+|[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]|[^\\s\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]+");

    private final PrintStream out;

    Paragraphs(PrintStream out) {
        this.out = out;
    }

    /** Prints a text; its first line begins with the margin, the others are as far in. */
    void print(String margin, String text) {
        var line = new StringBuilder(margin);
        var width = TextWidth.of(margin);
        var indent = width;
        var pieces = PIECE.matcher(text.replaceAll("\\p{Cntrl}+", " ").strip());
        while (pieces.find()) {
            var piece = pieces.group();
            var room = TextWidth.of(piece);
            if (width + room > COLUMNS - 1 && width > indent) {
                out.println(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(indent));
                width = indent;
                if (piece.isBlank()) {
                    continue;
                }
            }
            line.append(piece.replace(NO_BREAK, ' '));
            width += room;
        }
        out.println(line.toString().stripTrailing());
    }
}
