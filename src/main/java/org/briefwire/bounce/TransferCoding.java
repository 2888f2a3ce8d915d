package org.briefwire.bounce;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * How a body is coded (RFC 2045, 6), whatever else stands between: the MIME library makes a message
 * of each octet that does not belong, which costs sixty times the octets.
 */
final class TransferCoding {
    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String BASE64 = "base64";
    private static final String QUOTED = "quoted-printable";
    private static final String BLANKS = " \t\r";
    private static final int LONGEST_LINE = 76;
    private static final int[] VALUES = values();

    private TransferCoding() {}

    /** Whether a body with that Content-Transfer-Encoding is another than it looks. */
    static boolean isCoded(String coding) {
        return coding.equalsIgnoreCase(BASE64) || coding.equalsIgnoreCase(QUOTED);
    }

    static byte[] decoded(byte[] text, String coding) {
        if (coding.equalsIgnoreCase(BASE64)) {
            return ofBase64(text);
        }
        return coding.equalsIgnoreCase(QUOTED) ? ofQuoted(text) : text;
    }

    private static byte[] ofBase64(byte[] text) {
        var octets = new ByteArrayOutputStream(text.length);
        var bits = 0;
        var held = 0;
        for (var letter : text) {
            var value = VALUES[letter & 0xFF];
            if (value >= 0) {
                bits = bits << 6 | value;
                held += 6;
            } else if (letter == '=') {
                held = 0;
            }
            if (held >= 8) {
                held -= 8;
                octets.write(bits >> held);
            }
        }
        return octets.toByteArray();
    }

    // '=' before what is no octet is itself; before the end of a line it takes that away
    private static byte[] ofQuoted(byte[] text) {
        var octets = new ByteArrayOutputStream(text.length);
        for (var at = 0; at < text.length; at++) {
            var line = text[at] == '=' ? lineEnd(text, at + 1) : -1;
            if (line >= 0) {
                at = line;
            } else if (text[at] == '=' && hex(text, at + 1) >= 0 && hex(text, at + 2) >= 0) {
                octets.write(hex(text, at + 1) << 4 | hex(text, at + 2));
                at += 2;
            } else {
                octets.write(text[at]);
            }
        }
        return octets.toByteArray();
    }

    private static int lineEnd(byte[] text, int start) {
        var at = start;
        while (at < text.length && at - start < LONGEST_LINE && BLANKS.indexOf(text[at]) >= 0) {
            at++;
        }
        return at < text.length && text[at] == '\n' ? at : -1;
    }

    private static int hex(byte[] text, int at) {
        return at < text.length ? Character.digit(text[at], 16) : -1;
    }

    private static int[] values() {
        var values = new int[256];
        Arrays.fill(values, -1);
        for (var value = 0; value < LETTERS.length(); value++) {
            values[LETTERS.charAt(value)] = value;
        }
        return values;
    }
}
