package org.briefwire.deliver;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a server answered, in one line without control characters.
 *
 * @param code 0 when the words are ours because the server said nothing
 * @param text with the code in front, as it is kept
 */
public record Reply(int code, String text) {
    private static final int LONGEST = 500;

    /** Not the beginning of an IP address, a version or a host's name. */
    private static final String WHOLE = "(?![.-]?\\w)";

    private static final String STATUS = "([245]\\.\\d{1,3}\\.\\d{1,3})" + WHOLE;

    /** Where RFC 2034 section 4 puts it; some write a '#' before it, or the reply code again. */
    private static final Pattern BEHIND_CODE =
            Pattern.compile("(?dm)^\\d{3}[ -] *+(?:[45]\\d\\d[ -])?#?" + STATUS);

    /** As qmail and its kin write it, mostly at the end: '(#5.1.1)'. */
    private static final Pattern MARKED = Pattern.compile("(?<![\\w./])#" + STATUS);

    private static final Pattern CODE = Pattern.compile("^\\d{3}[ -]?");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}]+");

    public Reply {
        text = isPlain(text) ? text : cut(CONTROL.matcher(text).replaceAll(" ").strip(), LONGEST);
    }

    /** Our own words about a server that said nothing. */
    static Reply ours(String text) {
        return new Reply(0, text);
    }

    /**
     * What a server said.
     *
     * @param lines as they came, each octet a character (RFC 5321 section 4.2.1: one or more lines)
     */
    static Reply of(int code, String lines) {
        var line = lines.strip();
        return isUsual(code, line) ? new Reply(code, line) : read(code, lines);
    }

    /** One line as we would write it ourselves, as nearly all are that say yes or go on. */
    private static boolean isUsual(int code, String line) {
        return code < 400
                && line.length() > 4
                && line.charAt(3) == ' '
                && line.startsWith(Integer.toString(code))
                && isPlain(line)
                && !line.contains("  ");
    }

    /** Printable ASCII, short, without a space at either end. */
    private static boolean isPlain(String line) {
        var length = line.length();
        if (length == 0 || length > LONGEST) {
            return false;
        }
        for (var i = 0; i < length; i++) {
            var c = line.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return line.charAt(0) != ' ' && line.charAt(length - 1) != ' ';
    }

    private static Reply read(int code, String lines) {
        var status = status(code, lines);
        var words =
                decoded(lines)
                        .lines()
                        .map(line -> CODE.matcher(line).replaceFirst("").strip())
                        .map(line -> without(status, line))
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining(" "));
        return new Reply(code, "%03d %s %s".formatted(code, status, words).replace("  ", " "));
    }

    /**
     * The enhanced status code of the first line that has one; empty: none. Its first digit is the
     * reply code's (RFC 2034 section 4), or it is none.
     */
    private static String status(int code, String lines) {
        return Stream.of(BEHIND_CODE, MARKED)
                .flatMap(where -> where.matcher(lines).results())
                .map(found -> found.group(1))
                .filter(status -> status.charAt(0) - '0' == code / 100)
                .findFirst()
                .orElse("");
    }

    private static String without(String status, String line) {
        return status.isEmpty()
                ? line
                : line.replaceFirst("^#?" + Pattern.quote(status) + WHOLE, "").strip();
    }

    /** The enhanced status code (RFC 3463), such as 5.1.1. */
    Optional<String> enhanced() {
        return Optional.of(status(code, text)).filter(status -> !status.isEmpty());
    }

    /** The same with something of ours behind it. */
    Reply with(String addition) {
        return new Reply(code, cut(text, LONGEST - addition.length() - 1) + " " + addition);
    }

    boolean positive() {
        return code >= 200 && code < 300;
    }

    /** Whether trying again can't help (RFC 5321 section 4.2.1). */
    boolean permanent() {
        return code >= 500 && code < 600;
    }

    /** Whether the server is about to hang up (RFC 5321 section 3.8). */
    boolean closing() {
        return code == 421;
    }

    /** UTF-8 where it is UTF-8, else one character for each octet. */
    private static String decoded(String octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return octets;
        }
    }

    private static String cut(String line, int longest) {
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
    }

    @Override
    public String toString() {
        return text;
    }
}
