package org.briefwire.briefing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A file's bytes as text: by its byte order mark, else as UTF-8, else as windows-1252. */
final class TextDecoder {
    private static final int LARGEST = 1 << 20;
    private static final byte[] UTF_8 = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] UTF_16BE = {(byte) 0xFE, (byte) 0xFF};
    private static final byte[] UTF_16LE = {(byte) 0xFF, (byte) 0xFE};

    private TextDecoder() {}

    /** What the bytes are. */
    sealed interface Decoded {}

    /**
     * A text.
     *
     * @param remark how it was taken; empty when nothing was odd
     */
    record Text(String text, String remark) implements Decoded {}

    record NoText(String reason) implements Decoded {}

    static Decoded decode(byte[] bytes) {
        if (bytes.length > LARGEST) {
            return new NoText("%d octets; a briefing has at most 1 MiB".formatted(bytes.length));
        }
        var decoded = text(bytes);
        if (decoded.text().indexOf('\0') >= 0) {
            for (var order : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                var text = new String(bytes, order);
                if (isLines(text)) {
                    return new Text(text, "no byte order mark: read as " + order);
                }
            }
            return new NoText("binary, not text: there is a NUL in it");
        }
        return decoded.text().isBlank() ? new NoText("the file is empty") : decoded;
    }

    /** Whether it is a text of several lines, as which a file in the wrong order never reads. */
    private static boolean isLines(String text) {
        return (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0)
                && text.chars()
                        .allMatch(c ->
                                (c >= ' ' && c != 0xFFFD) || c == '\n' || c == '\r' || c == '\t');
    }

    private static Text text(byte[] bytes) {
        if (startsWith(bytes, UTF_8)) {
            return new Text(new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8), "");
        }
        if (startsWith(bytes, UTF_16BE) || startsWith(bytes, UTF_16LE)) {
            return new Text(new String(bytes, StandardCharsets.UTF_16), "");
        }
        try {
            var buffer = ByteBuffer.wrap(bytes);
            return new Text(StandardCharsets.UTF_8.newDecoder().decode(buffer).toString(), "");
        } catch (CharacterCodingException notUtf8) {
            return new Text(
                    new String(bytes, Charset.forName("windows-1252")),
                    "not UTF-8: read as windows-1252");
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        return bytes.length >= mark.length
                && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }
}
