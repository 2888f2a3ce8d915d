package org.briefwire.compose;

import java.nio.charset.StandardCharsets;

/**
 * Writes text as quoted-printable UTF-8 (RFC 2045 section 6.7): lines of at most 76 octets, parted
 * by CRLF. No code point is split by a soft break; no line begins with a dot or with 'From '.
 */
final class QuotedPrintable {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 75; // and the '=' of a soft break

    private final Octets out;
    private int column;

    QuotedPrintable(Octets out) {
        this.out = out;
    }

    /** Writes text; '\n' is a line break of the text. */
    void write(String text) {
        for (var i = 0; i < text.length(); ) {
            var simple = text.charAt(i);
            if (simple > ' ' && simple < 127 && simple != '=' && column > 0 && column < LONGEST) {
                out.write(simple);
                column++;
                i++;
                continue;
            }
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\n') {
                breakLine();
                continue;
            }
            if (isPlain(c, text, i)) {
                plain(c);
                continue;
            }
            encoded(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c);
        }
    }

    /** Ends the line, if it has begun, without a break in the text. */
    void softBreak() {
        if (column > 0) {
            out.write('=');
            breakLine();
        }
    }

    private boolean isPlain(int c, String text, int next) {
        if (c == ' ' || c == '\t') {
            return next < text.length() && text.charAt(next) != '\n';
        }
        if (column == 0 && (c == '.' || (c == 'F' && text.startsWith("rom ", next)))) {
            return false;
        }
        return c > ' ' && c < 127 && c != '=';
    }

    private void plain(int c) {
        if (column == LONGEST) {
            softBreak();
            if (c == '.' || c == 'F') {
                encoded(c);
                return;
            }
        }
        out.write(c);
        column++;
    }

    private void encoded(int c) {
        var size = 3 * (c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4);
        if (column + size > LONGEST) {
            softBreak();
        }
        switch (size) {
            case 3 -> octet(c);
            case 6 -> {
                octet(0xC0 | (c >> 6));
                octet(0x80 | (c & 0x3F));
            }
            case 9 -> {
                octet(0xE0 | (c >> 12));
                octet(0x80 | ((c >> 6) & 0x3F));
                octet(0x80 | (c & 0x3F));
            }
            default -> {
                octet(0xF0 | (c >> 18));
                octet(0x80 | ((c >> 12) & 0x3F));
                octet(0x80 | ((c >> 6) & 0x3F));
                octet(0x80 | (c & 0x3F));
            }
        }
        column += size;
    }

    private void octet(int octet) {
        out.write('=');
        out.write(HEX[octet >> 4]);
        out.write(HEX[octet & 15]);
    }

    private void breakLine() {
        out.write('\r');
        out.write('\n');
        column = 0;
    }
}
