package org.briefwire.compose;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A mail's bytes with blanks for what is personal, pre-split so that filling only copies and
 * escapes. Lines end in CRLF, all bytes are 7-bit; dots are the transport's to stuff. Immutable.
 */
public final class Stencil {
    private final byte[] bytes;

    private Stencil(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads what {@link #bytes} gave. */
    public static Stencil read(byte[] bytes) {
        return new Stencil(bytes.clone());
    }

    /** What is to be kept. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The mail of one recipient; a blank without a value is left empty. */
    public byte[] fill(Map<Blank, String> values) {
        var text = new String(bytes, StandardCharsets.US_ASCII);
        return text.replace("%", values.toString()).getBytes(StandardCharsets.US_ASCII);
    }

    /** The HTML part without what is personal, for a browser. */
    public String html() {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** The text part without what is personal. */
    public String text() {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
