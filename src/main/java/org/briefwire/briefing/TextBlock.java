package org.briefwire.briefing;

import java.util.ArrayList;
import java.util.List;
import org.briefwire.briefing.TextLine.Mark;

/** Lines that belong together: prose, or points. */
sealed interface TextBlock {
    List<TextLine> lines();

    /** A paragraph, a label or a heading; at least one line. */
    record Prose(List<TextLine> lines) implements TextBlock {
        boolean isLine() {
            return lines.size() == 1;
        }

        TextLine first() {
            return lines.getFirst();
        }
    }

    /** A run of points; the lines of a point begin with a bullet and go on without. */
    record Points(List<TextLine> lines) implements TextBlock {
        List<String> texts() {
            var texts = new ArrayList<String>();
            var from = 0;
            for (var i = 1; i <= lines.size(); i++) {
                if (i == lines.size() || lines.get(i).is(Mark.BULLET)) {
                    texts.add(join(lines.subList(from, i)));
                    from = i;
                }
            }
            return texts;
        }
    }

    /** The lines as one text. */
    default String text() {
        return join(lines());
    }

    /** Parts lines at blank ones, before the first bullet, and around headings. */
    static List<TextBlock> split(List<TextLine> lines) {
        var blocks = new ArrayList<TextBlock>();
        var gathered = new ArrayList<TextLine>();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.isEmpty()) {
                close(gathered, blocks);
                continue;
            }
            var alone = standsAlone(lines, i, gathered);
            var begins = line.is(Mark.BULLET) && !gathered.isEmpty() && !isPoints(gathered);
            if (alone || begins) {
                close(gathered, blocks);
            }
            gathered.add(line);
            if (alone) {
                close(gathered, blocks);
            }
        }
        close(gathered, blocks);
        return blocks;
    }

    /** A heading, even with no blank line around it. */
    private static boolean standsAlone(List<TextLine> lines, int at, List<TextLine> gathered) {
        var line = lines.get(at);
        if (line.is(Mark.HEADING)) {
            return true;
        }
        if (!line.isInCapitals() || at + 1 == lines.size()) {
            return false;
        }
        var next = lines.get(at + 1);
        return gathered.isEmpty()
                ? !next.isEmpty() && !next.isInCapitals()
                : isPoints(gathered) && next.is(Mark.BULLET);
    }

    private static boolean isPoints(List<TextLine> lines) {
        return lines.getFirst().is(Mark.BULLET);
    }

    private static void close(List<TextLine> gathered, List<TextBlock> blocks) {
        if (gathered.isEmpty()) {
            return;
        }
        var lines = List.copyOf(gathered);
        gathered.clear();
        blocks.add(isPoints(lines) ? new Points(lines) : new Prose(lines));
    }

    private static String join(List<TextLine> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        if (lines.size() == 1) {
            return lines.getFirst().text();
        }
        var text = new StringBuilder();
        for (var line : lines) {
            if (line.isEmpty()) {
                continue;
            }
            if (!text.isEmpty() && !runsOn(text.codePointBefore(text.length()), line)) {
                text.append(' ');
            }
            text.append(line.text());
        }
        return text.toString();
    }

    /** Whether the script writes its words without spaces, so that a line break is none. */
    private static boolean runsOn(int before, TextLine line) {
        return isWithoutSpaces(before) && isWithoutSpaces(line.text().codePointAt(0));
    }

    private static boolean isWithoutSpaces(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF60);
        };
    }
}
