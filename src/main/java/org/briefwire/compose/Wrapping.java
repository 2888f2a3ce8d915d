package org.briefwire.compose;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Wraps plain text for a mail's text part: at most 76 columns, where a line may break (UAX 14), but
 * never within an address. What continues a point is indented as far as its text.
 */
final class Wrapping {
    static final int COLUMNS = 76;
    private static final Pattern INDENT = Pattern.compile("^ *(?:(?:[•–*>-]|\\d{1,3}\\.) +)*");
    private static final Pattern MANY_BREAKS = Pattern.compile("\n{3,}");

    private Wrapping() {}

    /** The text wrapped, with no more than one empty line in a row and none around it. */
    static String wrap(String text) {
        var wrapped = text.lines().map(Wrapping::line).collect(Collectors.joining("\n"));
        return MANY_BREAKS.matcher(wrapped).replaceAll("\n\n").strip();
    }

    private static String line(String line) {
        if (line.equals("-- ")) {
            return line; // the signature's mark (RFC 3676 section 4.3)
        }
        var trimmed = line.stripTrailing();
        if (columns(trimmed) <= COLUMNS) {
            return trimmed;
        }
        var found = INDENT.matcher(trimmed);
        var prefix = found.find() ? found.group() : "";
        var quoted = prefix.strip().matches("[> ]*>");
        var hanging = quoted ? prefix : " ".repeat(columns(prefix));
        return prefix + body(trimmed.substring(prefix.length()), hanging);
    }

    private static String body(String text, String hanging) {
        var breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(text);
        var out = new StringBuilder();
        var room = COLUMNS - columns(hanging);
        var line = new StringBuilder();
        var start = 0;
        var end = breaks.next();
        while (end != BreakIterator.DONE) {
            var address = isWithinAddress(text, end);
            if (!address) {
                var word = text.substring(start, end);
                if (!line.isEmpty() && columns(line + word.stripTrailing()) > room) {
                    out.append(line.toString().stripTrailing()).append('\n').append(hanging);
                    line.setLength(0);
                }
                line.append(word);
                start = end;
            }
            end = breaks.next();
        }
        return out.append(line.append(text.substring(start)).toString().stripTrailing()).toString();
    }

    /** Whether a break here would part a web address or a blank. */
    private static boolean isWithinAddress(String text, int position) {
        if (position >= text.length() || text.charAt(position - 1) == ' ') {
            return false;
        }
        var word = text.lastIndexOf(' ', position - 1) + 1;
        var end = text.indexOf(' ', position);
        var whole = text.substring(word, end < 0 ? text.length() : end);
        return whole.contains("://") || whole.indexOf(Marks.OPEN) >= 0;
    }

    /** How many columns of a fixed-width font a text takes. */
    static int columns(String text) {
        return text.codePoints().map(Wrapping::columns).sum();
    }

    private static int columns(int c) {
        var type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT) {
            return 0;
        }
        var wide =
                (c >= 0x1100 && c <= 0x115F)
                        || (c >= 0x2E80 && c <= 0xA4CF)
                        || (c >= 0xAC00 && c <= 0xD7A3)
                        || (c >= 0xF900 && c <= 0xFAFF)
                        || (c >= 0xFE30 && c <= 0xFE6F)
                        || (c >= 0xFF00 && c <= 0xFF60)
                        || (c >= 0x1F300 && c <= 0x1FAFF)
                        || (c >= 0x20000 && c <= 0x3FFFD);
        return wide ? 2 : 1;
    }
}
