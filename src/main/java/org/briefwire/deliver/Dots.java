package org.briefwire.deliver;

import java.io.ByteArrayOutputStream;

/** A message as DATA carries it (RFC 5321 section 4.5.2). */
final class Dots {
    private static final byte[] END = {'.', '\r', '\n'};
    private static final byte[] LINE_END = {'\r', '\n'};

    private Dots() {}

    /** Doubles the dot at the start of a line, and adds the one that ends the message. */
    static byte[] stuffed(byte[] message) {
        var out = new ByteArrayOutputStream(message.length + 64);
        var from = 0;
        var lineStart = true;
        for (var i = 0; i < message.length; i++) {
            if (lineStart && message[i] == '.') {
                out.write(message, from, i - from);
                out.write('.');
                from = i;
            }
            lineStart = message[i] == '\n';
        }
        out.write(message, from, message.length - from);
        if (!lineStart) {
            out.writeBytes(LINE_END);
        }
        out.writeBytes(END);
        return out.toByteArray();
    }
}
