package org.briefwire.deliver;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A message as DATA carries it (RFC 5321 section 4.5.2). */
final class Dots {
    private static final byte[] END = {'.', '\r', '\n'};
    private static final int GROWTH = 64;

    private Dots() {}

    /** The first {@code length} octets count. */
    record Stuffed(byte[] octets, int length) {}

    /**
     * Doubles the dot at the start of a line, and adds the one that ends the message.
     *
     * @param room free octets behind it
     */
    static Stuffed stuffed(byte[] message, int room) {
        // a search in Latin-1 text is many times faster than a loop over octets
        var text = new String(message, StandardCharsets.ISO_8859_1);
        var out = new byte[message.length + 2 + END.length + GROWTH + room];
        var written = 0;
        var from = 0;
        for (var dot = text.startsWith(".") ? 0 : next(text, 0);
                dot >= 0;
                dot = next(text, dot + 1)) {
            if (written + message.length - from + 1 + 2 + END.length + room > out.length) {
                out = Arrays.copyOf(out, out.length + GROWTH + out.length / 4);
            }
            System.arraycopy(message, from, out, written, dot - from);
            written += dot - from;
            out[written++] = '.';
            from = dot;
        }
        System.arraycopy(message, from, out, written, message.length - from);
        written += message.length - from;
        if (message.length > 0 && message[message.length - 1] != '\n') {
            out[written++] = '\r';
            out[written++] = '\n';
        }
        System.arraycopy(END, 0, out, written, END.length);
        return new Stuffed(out, written + END.length);
    }

    /** Where the next line begins that begins with a dot, or -1. */
    private static int next(String text, int from) {
        var at = text.indexOf("\n.", from);
        return at < 0 ? -1 : at + 1;
    }
}
