package org.briefwire.link;

import java.io.ByteArrayOutputStream;

/** Base32 (RFC 4648 section 6) in small letters, without padding. */
final class Base32 {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Base32() {}

    /** How many letters so many octets take. */
    static int length(int octets) {
        return (octets * 8 + 4) / 5;
    }

    static String encode(byte[] bytes) {
        var text = new StringBuilder(length(bytes.length));
        var bits = 0;
        var held = 0;
        for (var octet : bytes) {
            held = held << 8 | (octet & 0xFF);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(held >> bits & 31));
            }
            held &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(held << (5 - bits) & 31));
        }
        return text.toString();
    }

    /** The octets of a text that is written in its one canonical way, else none. */
    static byte[] decode(String text) {
        var bytes = new ByteArrayOutputStream();
        var bits = 0;
        var held = 0;
        for (var at = 0; at < text.length(); at++) {
            var value = ALPHABET.indexOf(text.charAt(at));
            if (value < 0) {
                return new byte[0];
            }
            held = held << 5 | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(held >> bits);
                held &= (1 << bits) - 1;
            }
        }
        return bits < 5 && held == 0 ? bytes.toByteArray() : new byte[0];
    }
}
