package org.briefwire.compose;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.IntPredicate;
import org.briefwire.model.Mailbox;

/**
 * Values of headers: whatever the text, one header and no other comes of it. Not ASCII or too long
 * for a line: encoded-words (RFC 2047), each of at most 75 octets and of whole code points.
 */
final class HeaderText {
    private static final int LINE = 76;
    private static final int LONGEST_WORD = 60;
    private static final String START = "=?UTF-8?B?";
    private static final String END = "?=";

    private HeaderText() {}

    /** The text on one line: what breaks or controls is a space, what is no character is gone. */
    static String clean(String text) {
        return isClean(text) ? text : cleaned(text);
    }

    /** Nothing but printable ASCII, with single spaces inside. */
    private static boolean isClean(String text) {
        var space = true;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && space)) {
                return false;
            }
            space = c == ' ';
        }
        return !space || text.isEmpty();
    }

    private static String cleaned(String text) {
        var clean = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isSpace(c)) {
                if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ') {
                    clean.append(' ');
                }
            } else if (c < 0xD800 || c > 0xDFFF) {
                clean.appendCodePoint(c);
            }
        }
        var end = clean.length();
        return clean.substring(0, end > 0 && clean.charAt(end - 1) == ' ' ? end - 1 : end);
    }

    private static boolean isSpace(int c) {
        return c <= ' ' || (c >= 127 && c <= 159) || c == 0x2028 || c == 0x2029;
    }

    /**
     * An unstructured value, such as a subject, folded.
     *
     * @param column how much of the first line the header's name takes
     */
    static String unstructured(String text, int column) {
        var clean = clean(text);
        return isPlain(clean) ? folded(clean, column) : encodedWords(clean, column);
    }

    /** A mailbox, its domain in A-labels, its name as a phrase. */
    static String mailbox(Mailbox mailbox, int column) {
        var address = mailbox.address().wire();
        var name = clean(mailbox.name());
        if (name.isEmpty()) {
            return address;
        }
        var phrase = phrase(name, column);
        var last = phrase.substring(phrase.lastIndexOf('\n') + 1);
        var taken = last.length() + (last.length() == phrase.length() ? column : 0);
        var fits = taken + address.length() + 3 <= LINE;
        return phrase + (fits ? " <" : "\r\n <") + address + ">";
    }

    /** A mailbox as a person wrote it; text without an address becomes text without meaning. */
    static String mailbox(String text, int column) {
        try {
            return mailbox(Mailbox.parse(clean(text)), column);
        } catch (IllegalArgumentException noAddress) {
            return encodedWords(clean(text), column);
        }
    }

    /** A phrase (RFC 5322 section 3.2.5), such as a list's title. */
    static String phrase(String text, int column) {
        var clean = clean(text);
        if (!isPlain(clean) || column + clean.length() > LINE - 2) {
            return encodedWords(clean, column);
        }
        if (isAll(clean, c -> c == ' ' || isAtomText(c))) {
            return clean;
        }
        return '"' + clean.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A URI or an id between angle brackets: what may not stand there is percent-encoded. */
    static String uri(String text) {
        var clean = clean(text);
        if (isAll(clean, HeaderText::isUriText)) {
            return clean;
        }
        var uri = new StringBuilder(text.length());
        for (var octet : clean.getBytes(StandardCharsets.UTF_8)) {
            if (isUriText(octet)) {
                uri.append((char) octet);
            } else {
                uri.append("%%%02X".formatted(octet & 0xFF));
            }
        }
        return uri.toString();
    }

    // four times for each message: a stream costs more than the looking
    private static boolean isAll(String text, IntPredicate kind) {
        for (var i = 0; i < text.length(); i++) {
            if (!kind.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUriText(int c) {
        return c > ' ' && c < 127 && c != '<' && c != '>' && c != '"';
    }

    private static boolean isAtomText(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
    }

    private static boolean isPlain(String clean) {
        var word = 0;
        for (var i = 0; i < clean.length(); i++) {
            var c = clean.charAt(i);
            word = c == ' ' ? 0 : word + 1;
            if (c > 126 || word > LONGEST_WORD) {
                return false;
            }
        }
        return !clean.contains("=?");
    }

    private static String folded(String clean, int column) {
        var folded = new StringBuilder();
        var taken = column;
        for (var word : clean.split(" ", -1)) {
            if (folded.isEmpty()) {
                folded.append(word);
            } else if (taken + 1 + word.length() > LINE) {
                folded.append("\r\n ").append(word);
                taken = 0;
            } else {
                folded.append(' ').append(word);
            }
            taken += 1 + word.length();
        }
        return folded.toString();
    }

    private static String encodedWords(String clean, int column) {
        var words = new StringBuilder();
        var room = octets(LINE - column);
        var start = 0;
        var taken = 0;
        for (var i = 0; i < clean.length(); ) {
            var c = clean.codePointAt(i);
            var size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (taken + size > room) {
                words.append(encodedWord(clean.substring(start, i))).append("\r\n ");
                room = octets(LINE - 1);
                start = i;
                taken = 0;
            }
            taken += size;
            i += Character.charCount(c);
        }
        return words.append(encodedWord(clean.substring(start))).toString();
    }

    /** How many octets of text an encoded-word has that takes at most 75 octets, and the room. */
    private static int octets(int room) {
        return (Math.min(75, room) - START.length() - END.length()) / 4 * 3;
    }

    private static String encodedWord(String text) {
        if (text.isEmpty()) {
            return "";
        }
        var octets = text.getBytes(StandardCharsets.UTF_8);
        return START + Base64.getEncoder().encodeToString(octets) + END;
    }
}
