package org.briefwire.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of pictures that are taken, told apart by their first bytes, never by a name. */
enum Format {
    JPEG("jpeg"),
    PNG("png"),
    GIF("gif"),
    WEBP("webp");

    private final String reader;

    Format(String reader) {
        this.reader = reader;
    }

    /** What ImageIO calls it. */
    String reader() {
        return reader;
    }

    static Optional<Format> of(byte[] bytes) {
        if (has(bytes, 0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        }
        if (has(bytes, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return Optional.of(PNG);
        }
        if (has(bytes, 0, 'G', 'I', 'F', '8')) {
            return Optional.of(GIF);
        }
        if (has(bytes, 0, 'R', 'I', 'F', 'F') && has(bytes, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of(WEBP);
        }
        return Optional.empty();
    }

    /** What the bytes look like that are none of these. */
    static String guess(byte[] bytes) {
        if (bytes.length == 0) {
            return "it is empty";
        }
        var start = new String(Arrays.copyOf(bytes, 400), StandardCharsets.ISO_8859_1);
        if (start.contains("<svg")) {
            return "it is SVG, which mail programs don't show; take JPEG or PNG";
        }
        if (start.stripLeading().startsWith("<")) {
            return "it is a page, not a picture";
        }
        return "it is neither JPEG, PNG, GIF nor WebP";
    }

    private static boolean has(byte[] bytes, int at, int... wanted) {
        if (bytes.length < at + wanted.length) {
            return false;
        }
        for (var i = 0; i < wanted.length; i++) {
            if ((bytes[at + i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
