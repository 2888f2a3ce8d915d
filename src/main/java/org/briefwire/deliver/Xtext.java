package org.briefwire.deliver;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How a parameter of SMTP carries what could be taken for its syntax. */
final class Xtext {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Xtext() {}

    /** Printable ASCII as xtext (RFC 3461 section 4): an octet that may not stand is '+2B'. */
    static String of(String text) {
        return isPlain(text) ? text : encoded(text);
    }

    private static boolean isPlain(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (!mayStand(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayStand(int c) {
        return c > ' ' && c <= '~' && c != '+' && c != '=';
    }

    private static String encoded(String text) {
        var xtext = new StringBuilder(text.length() + 16);
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (mayStand(octet)) {
                xtext.append((char) octet);
            } else {
                HEX.toHexDigits(xtext.append('+'), octet);
            }
        }
        return xtext.toString();
    }

    /**
     * An address with other letters as utf-8-addr-xtext (RFC 6533 section 3): a code point that may
     * not stand is '\x{2B}'.
     */
    static String ofUtf8(String text) {
        var xtext = new StringBuilder(text.length() * 8);
        text.codePoints()
                .forEach(point -> {
                    if (mayStand(point) && point != '\\') {
                        xtext.appendCodePoint(point);
                    } else {
                        xtext.append("\\x{%02X}".formatted(point));
                    }
                });
        return xtext.toString();
    }
}
