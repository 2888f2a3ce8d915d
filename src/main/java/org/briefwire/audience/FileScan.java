package org.briefwire.audience;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What one pass over a text file tells, whatever its length: an import then fails before its first
 * row rather than midway.
 *
 * @param hash the SHA-256 of its bytes, in hexadecimal
 * @param charset what it is written in: by its byte order mark; else UTF-16 when every other byte
 *     is zero; else UTF-8 when it is valid as such; else Windows-1252
 * @param lines how many line ends it has, and one more
 */
record FileScan(String hash, Charset charset, long lines) {
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int BUFFER = 1 << 16;

    static FileScan of(Path file) throws IOException {
        var scanning = new Scanning();
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[BUFFER];
            for (var length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                scanning.take(buffer, length);
            }
        }
        return scanning.end();
    }

    /** A file's text, without its byte order mark. */
    static Reader open(Path file, Charset charset) throws IOException {
        var reader =
                new BufferedReader(
                        new InputStreamReader(Files.newInputStream(file), charset), BUFFER);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    private static final class Scanning {
        private final MessageDigest digest;
        private final java.nio.charset.CharsetDecoder utf8 =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER + 8);
        private final CharBuffer chars = CharBuffer.allocate(BUFFER + 8);
        private final byte[] first = new byte[3];
        private int seen;
        private boolean validUtf8 = true;
        private long lines = 1;
        private long evenZeros;
        private long oddZeros;
        private long length;

        Scanning() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        void take(byte[] buffer, int count) {
            digest.update(buffer, 0, count);
            for (var i = 0; i < count; i++) {
                if (seen < first.length) {
                    first[seen++] = buffer[i];
                }
                if (buffer[i] == '\n') {
                    lines++;
                } else if (buffer[i] == 0) {
                    if ((length + i) % 2 == 0) {
                        evenZeros++;
                    } else {
                        oddZeros++;
                    }
                }
            }
            length += count;
            if (validUtf8) {
                bytes.put(buffer, 0, count).flip();
                chars.clear();
                validUtf8 = !utf8.decode(bytes, chars, false).isError();
                bytes.compact();
            }
        }

        FileScan end() {
            bytes.flip();
            chars.clear();
            validUtf8 = validUtf8 && !utf8.decode(bytes, chars, true).isError();
            return new FileScan(HexFormat.of().formatHex(digest.digest()), charset(), lines);
        }

        private Charset charset() {
            if (starts(0xFF, 0xFE) || starts(0xFE, 0xFF)) {
                return StandardCharsets.UTF_16;
            }
            if (starts(0xEF, 0xBB, 0xBF)) {
                return StandardCharsets.UTF_8;
            }
            if (oddZeros > length / 8 && oddZeros > 8 * evenZeros) {
                return StandardCharsets.UTF_16LE;
            }
            if (evenZeros > length / 8 && evenZeros > 8 * oddZeros) {
                return StandardCharsets.UTF_16BE;
            }
            return validUtf8 ? StandardCharsets.UTF_8 : WINDOWS_1252;
        }

        private boolean starts(int... octets) {
            if (seen < octets.length) {
                return false;
            }
            for (var i = 0; i < octets.length; i++) {
                if ((first[i] & 0xFF) != octets[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
