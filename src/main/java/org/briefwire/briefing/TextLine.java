package org.briefwire.briefing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of the text.
 *
 * @param number from 1, in the file
 * @param text without its mark and the white space around it; empty for a blank line
 */
record TextLine(int number, String text, Mark mark) {
    private static final Pattern BULLET =
            Pattern.compile(
                    "(?:[•◦‣][\\s\\u00A0]*|[-–*·][\\s\\u00A0]+|\\d{1,2}[.)][\\s\\u00A0]+)(.+)");
    private static final Pattern HEADING = Pattern.compile("#{1,6}[\\s\\u00A0]+(.+)");
    private static final Pattern QUOTE = Pattern.compile(">[\\s\\u00A0]*(.*)");
    private static final Pattern SENTENCE_END = Pattern.compile(".*[.!?…。！？।۔؟]['\"”’»)\\]]*");
    private static final String BULLETS = "•◦‣-–*·0123456789";
    private static final int SHORT = 60;
    private static final int LONGEST_HEADING = 120;

    /** What a line begins with. */
    enum Mark {
        NONE,
        /** A backslash took the meaning of what follows away. */
        LITERAL,
        BULLET,
        HEADING,
        QUOTE
    }

    /** The lines of a text up to the furniture. */
    static List<TextLine> ofBody(List<String> lines, int from, List<String> furniture) {
        var ends = ends(furniture);
        var body = new ArrayList<TextLine>();
        for (var i = from; i < lines.size(); i++) {
            var line = of(i + 1, lines.get(i));
            if (line.isOneOf(ends)) {
                break;
            }
            body.add(line);
        }
        return body;
    }

    /** How furniture is compared. */
    static Set<String> ends(List<String> furniture) {
        return furniture.stream()
                .map(line -> line.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    static TextLine of(int number, String written) {
        var text = stripped(written);
        if (text.length() < 2) {
            return new TextLine(number, text, Mark.NONE);
        }
        var first = text.charAt(0);
        return switch (first) {
            case '\\' -> new TextLine(number, stripped(text.substring(1)), Mark.LITERAL);
            case '#' -> marked(number, text, HEADING, Mark.HEADING);
            case '>' -> marked(number, text, QUOTE, Mark.QUOTE);
            default ->
                    BULLETS.indexOf(first) >= 0
                            ? marked(number, text, BULLET, Mark.BULLET)
                            : new TextLine(number, text, Mark.NONE);
        };
    }

    private static TextLine marked(int number, String text, Pattern pattern, Mark mark) {
        var match = pattern.matcher(text);
        if (!match.matches()) {
            return new TextLine(number, text, Mark.NONE);
        }
        var rest = mark == Mark.HEADING ? withoutClosing(match.group(1)) : match.group(1);
        // nothing but signs names no section
        return mark == Mark.HEADING && rest.equals("#")
                ? new TextLine(number, text, Mark.NONE)
                : new TextLine(number, rest, mark);
    }

    /** Markdown lets a heading end with its signs too. */
    private static String withoutClosing(String heading) {
        var end = heading.length();
        while (end > 1 && (heading.charAt(end - 1) == '#' || isBlank(heading.charAt(end - 1)))) {
            end--;
        }
        return heading.substring(0, end);
    }

    /** Without white space around it, no-break spaces included, runs of blanks as one. */
    private static String stripped(String text) {
        var from = 0;
        var to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        var inner = text.substring(from, to);
        return inner.contains("  ") || inner.indexOf('\t') >= 0
                ? inner.replaceAll("[ \\t]+", " ")
                : inner;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200B';
    }

    boolean isOneOf(Set<String> furniture) {
        return mark == Mark.NONE && furniture.contains(text.toLowerCase(Locale.ROOT));
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    boolean is(Mark other) {
        return mark == other;
    }

    /** Whether its letters are capitals without a full stop, as those of a label or a heading. */
    boolean isInCapitals() {
        return mark == Mark.NONE
                && text.length() <= LONGEST_HEADING
                && !text.endsWith(".")
                && text.codePoints().filter(Character::isUpperCase).limit(2).count() == 2
                && text.codePoints().noneMatch(c -> Character.isLowerCase(c) && c != 'ß');
    }

    /** Whether it is a heading in a script without capitals, if points follow it. */
    boolean isShortWithoutCase() {
        return mark == Mark.NONE
                && isShort()
                && text.codePoints().anyMatch(Character::isLetter)
                && text.codePoints()
                        .noneMatch(c -> Character.isUpperCase(c) || Character.isLowerCase(c));
    }

    /** Whether it is a label in a script without capitals, if it stands alone above the lead. */
    boolean isLabelWithoutCase() {
        var longest = text.codePoints().anyMatch(Character::isIdeographic) ? 6 : 24;
        return isShortWithoutCase()
                && text.length() <= longest
                && text.codePoints().noneMatch(Character::isDigit);
    }

    /**
     * Whether it can be an author's name; a quotation mark keeps one in capitals from being a
     * heading.
     */
    boolean isName() {
        return (mark == Mark.NONE || mark == Mark.QUOTE) && isShort();
    }

    private boolean isShort() {
        return !text.isEmpty() && text.length() <= SHORT && !SENTENCE_END.matcher(text).matches();
    }
}
