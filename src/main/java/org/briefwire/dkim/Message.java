package org.briefwire.dkim;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A message's bytes as a signer sees them: where each header field stands, and both parts in the
 * 'relaxed' canonical form (RFC 6376 section 3.4). Lines end in CRLF. The bytes are neither copied
 * nor changed.
 */
final class Message {
    private static final byte[] SPACE = {' '};
    private static final byte[] LINE_END = {'\r', '\n'};

    private final byte[] bytes;
    private final int length;
    private final List<Field> fields;
    private final int body;

    Message(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
        this.fields = new ArrayList<>(32);
        this.body = split();
    }

    /** A field, from its first octet to behind its last CRLF. */
    private record Field(String name, int start, int colon, int end) {}

    private int split() {
        var at = 0;
        while (at < length && !isLineEnd(at)) {
            var end = lineAfter(at);
            while (end < length && isBlank(bytes[end])) {
                end = lineAfter(end);
            }
            var colon = at;
            while (colon < end && bytes[colon] != ':') {
                colon++;
            }
            if (colon < end) {
                var name = new String(bytes, at, colon - at, StandardCharsets.US_ASCII);
                fields.add(new Field(name.strip().toLowerCase(Locale.ROOT), at, colon, end));
            }
            at = end;
        }
        return Math.min(at + LINE_END.length, length);
    }

    private boolean isLineEnd(int at) {
        return at + 1 < length && bytes[at] == '\r' && bytes[at + 1] == '\n';
    }

    private int lineAfter(int from) {
        for (var at = from; at < length; at++) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
        }
        return length;
    }

    /** How many fields have that name, given in small letters. */
    int count(String name) {
        var count = 0;
        for (var field : fields) {
            count += field.name().equals(name) ? 1 : 0;
        }
        return count;
    }

    /** The values of the fields of that name, unfolded. */
    List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(field -> {
                    var value = new ByteArrayOutputStream();
                    relax(bytes, field.colon() + 1, field.end(), value);
                    return value.toString(StandardCharsets.UTF_8);
                })
                .toList();
    }

    /**
     * Writes the fields that the names choose, each ending in CRLF: a name that comes again means
     * the next field of that name from the bottom, and nothing when there is none (section 5.4.2).
     */
    void writeFields(List<String> names, ByteArrayOutputStream out) {
        var taken = new boolean[fields.size()];
        for (var name : names) {
            for (var i = fields.size() - 1; i >= 0; i--) {
                if (!taken[i] && fields.get(i).name().equals(name)) {
                    taken[i] = true;
                    var field = fields.get(i);
                    writeField(name, bytes, field.colon() + 1, field.end(), out);
                    out.writeBytes(LINE_END);
                    break;
                }
            }
        }
    }

    /** Writes one field in its canonical form, without the CRLF at its end (section 3.4.2). */
    static void writeField(
            String name, byte[] bytes, int start, int end, ByteArrayOutputStream out) {
        out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        out.write(':');
        relax(bytes, start, end, out);
    }

    private static void relax(byte[] bytes, int start, int end, ByteArrayOutputStream out) {
        // gathered first: each call of the stream takes a lock
        var relaxed = new byte[end - start];
        var length = 0;
        var gap = false;
        for (var at = start; at < end; at++) {
            var octet = bytes[at];
            if (isBlank(octet)) {
                gap = true;
            } else if (octet != '\r' && octet != '\n') {
                if (gap && length > 0) {
                    relaxed[length++] = ' ';
                }
                relaxed[length++] = octet;
                gap = false;
            }
        }
        out.write(relaxed, 0, length);
    }

    /** The hash of the body in its canonical form (section 3.4.4). */
    byte[] bodyHash() {
        var digest = SigningKey.sha256();
        var end = length;
        while (end > body && isWhite(bytes[end - 1])) {
            end--;
        }
        if (end > body) {
            hash(body, end, digest);
            digest.update(LINE_END);
        }
        return digest.digest();
    }

    /** Hashes whole runs of what stays as it is, so that no octet is copied. */
    private void hash(int start, int end, MessageDigest digest) {
        var run = start;
        var at = start;
        while (at < end) {
            if (!isBlank(bytes[at])) {
                at++;
                continue;
            }
            var after = at + 1;
            while (isBlank(bytes[after])) {
                after++;
            }
            var trailing = isLineEnd(after);
            if (trailing || after - at > 1 || bytes[at] != ' ') {
                digest.update(bytes, run, at - run);
                if (!trailing) {
                    digest.update(SPACE);
                }
                run = after;
            }
            at = after;
        }
        digest.update(bytes, run, end - run);
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private static boolean isWhite(byte octet) {
        return isBlank(octet) || octet == '\r' || octet == '\n';
    }
}
