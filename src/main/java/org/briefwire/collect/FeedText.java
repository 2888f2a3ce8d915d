package org.briefwire.collect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A feed's bytes as text for an XML parser. What the bytes are weighs more than what labels say: a
 * byte order mark, then valid UTF-8, then HTTP's charset, then the XML declaration's, then
 * windows-1252.
 */
final class FeedText {
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([\\w.:-]+)");
    private static final Pattern ENCODING =
            Pattern.compile("^\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([\\w.:-]+)[\"']");
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");
    private static final int DECLARATION = 300;

    /** What labels mean in practice: the WHATWG encoding table, for those that differ. */
    private static final Map<String, String> MEANT =
            Map.ofEntries(
                    Map.entry("latin1", "windows-1252"),
                    Map.entry("iso-8859-1", "windows-1252"),
                    Map.entry("iso8859-1", "windows-1252"),
                    Map.entry("us-ascii", "windows-1252"),
                    Map.entry("ascii", "windows-1252"),
                    Map.entry("iso-8859-9", "windows-1254"),
                    Map.entry("gb2312", "GB18030"),
                    Map.entry("gbk", "GB18030"),
                    Map.entry("ks_c_5601-1987", "x-windows-949"),
                    Map.entry("euc-kr", "x-windows-949"),
                    Map.entry("shift_jis", "windows-31j"));

    private FeedText() {}

    /** The text of a feed, without XML declaration, DOCTYPE and characters that XML forbids. */
    static String of(byte[] bytes, String contentType) {
        var text = withoutProlog(decode(bytes, contentType));
        return NOT_XML.matcher(text).replaceAll("");
    }

    static String decode(byte[] bytes, String contentType) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        if (startsWith(bytes, 0x00, 0x3C)) {
            return new String(bytes, StandardCharsets.UTF_16BE);
        }
        if (startsWith(bytes, 0x3C, 0x00)) {
            return new String(bytes, StandardCharsets.UTF_16LE);
        }
        var beginning = Arrays.copyOf(bytes, Math.min(bytes.length, DECLARATION));
        var declared =
                label(CHARSET, contentType)
                        .or(() ->
                                label(
                                        ENCODING,
                                        new String(beginning, StandardCharsets.ISO_8859_1)));
        var sevenBit = declared.filter(charset -> charset.name().startsWith("ISO-2022"));
        if (sevenBit.isPresent()) {
            return new String(bytes, sevenBit.get());
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            var charset =
                    declared.filter(other -> !other.name().startsWith("UTF"))
                            .orElse(Charset.forName("windows-1252"));
            return new String(bytes, charset);
        }
    }

    private static boolean startsWith(byte[] bytes, int... first) {
        if (bytes.length < first.length) {
            return false;
        }
        for (var i = 0; i < first.length; i++) {
            if ((bytes[i] & 0xFF) != first[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Charset> label(Pattern pattern, String text) {
        var match = pattern.matcher(text);
        if (!match.find()) {
            return Optional.empty();
        }
        var label = match.group(1).toLowerCase(Locale.ROOT);
        try {
            return Optional.of(Charset.forName(MEANT.getOrDefault(label, label)));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** What begins at the root element, comments and processing instructions aside. */
    private static String withoutProlog(String text) {
        var at = 0;
        while (true) {
            var open = text.indexOf('<', at);
            if (open < 0) {
                return "";
            }
            if (text.startsWith("<?", open)) {
                at = after(text, "?>", open);
            } else if (text.startsWith("<!--", open)) {
                at = after(text, "-->", open);
            } else if (text.startsWith("<!", open)) {
                at = afterDoctype(text, open);
            } else {
                return text.substring(open);
            }
        }
    }

    private static int after(String text, String end, int from) {
        var found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }

    private static int afterDoctype(String text, int from) {
        var subset = 0;
        var quote = '\0';
        for (var i = from; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quote != '\0') {
                quote = c == quote ? '\0' : quote;
                continue;
            }
            switch (c) {
                case '"', '\'' -> quote = c;
                case '[' -> subset++;
                case ']' -> subset--;
                case '>' -> {
                    if (subset <= 0) {
                        return i + 1;
                    }
                }
                default -> {}
            }
        }
        return text.length();
    }
}
