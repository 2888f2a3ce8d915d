package org.briefwire.compose;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes headers and the two parts as a stencil's bytes. */
final class MailWriter {
    private final Octets out = new Octets(64 * 1024);

    /** A header; the value is ready for the wire. */
    void header(String name, String value) {
        ascii(name + ": " + value + "\r\n");
    }

    /** A header that is nothing but a blank, between these texts. */
    void header(String name, String before, byte[] blank, String after) {
        ascii(name + ": " + before);
        out.writeBytes(blank);
        ascii(after + "\r\n");
    }

    /** A header of a URI, which is a blank, and another that may follow it. */
    void uris(String name, byte[] first, byte[] next) {
        ascii(name + ": <");
        out.writeBytes(first);
        ascii(">");
        out.writeBytes(next);
        ascii("\r\n");
    }

    /** The body: text first, HTML, the richer one, last (RFC 2046 section 5.1.4). */
    byte[] alternatives(String text, String html) {
        // '=_' never occurs in quoted-printable; the same content gets the same boundary
        var boundary = "=_bw_" + digest(text + html);
        header("MIME-Version", "1.0");
        header("Content-Type", "multipart/alternative;\r\n boundary=\"" + boundary + "\"");
        ascii("\r\n");
        part(boundary, "plain", text, Place.TEXT);
        part(boundary, "html", html, Place.HTML);
        ascii("--" + boundary + "--\r\n");
        return out.toByteArray();
    }

    private void part(String boundary, String subtype, String text, Place place) {
        ascii("--" + boundary + "\r\n");
        header("Content-Type", "text/" + subtype + "; charset=UTF-8");
        header("Content-Transfer-Encoding", "quoted-printable");
        ascii("\r\n");
        write(text.replace("\r\n", "\n").replace('\r', '\n'), place);
        ascii("\r\n");
    }

    private void write(String text, Place place) {
        var encoder = new QuotedPrintable(out);
        var start = 0;
        for (var open = text.indexOf(Marks.OPEN);
                open >= 0;
                open = text.indexOf(Marks.OPEN, start)) {
            var close = text.indexOf(Marks.CLOSE, open);
            encoder.write(text.substring(start, open));
            encoder.softBreak();
            // a line of its own, so that no value makes a line too long
            out.writeBytes(Stencil.blank(Blank.valueOf(text.substring(open + 1, close)), place));
            ascii("=\r\n");
            start = close + 1;
        }
        encoder.write(text.substring(start));
    }

    private void ascii(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            var hash = sha.digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
