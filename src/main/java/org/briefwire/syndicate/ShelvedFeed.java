package org.briefwire.syndicate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A feed's bytes as they are served. Each representation has a strong ETag of its own (RFC 9110
 * section 8.8.3.3), made of the SHA-256 of the plain bytes.
 */
public final class ShelvedFeed {
    private final byte[] plain;
    private final byte[] gzipped;
    private final String digest;
    private final Instant modified;

    ShelvedFeed(byte[] plain, byte[] gzipped, Instant modified) {
        this.plain = plain;
        this.gzipped = gzipped;
        this.digest = digest(plain);
        this.modified = modified;
    }

    /** The bytes; not to be written to. */
    public byte[] plain() {
        return plain;
    }

    /** The same bytes, gzipped; not to be written to. */
    public byte[] gzipped() {
        return gzipped;
    }

    /** With its quotes. */
    public String etag() {
        return '"' + digest + '"';
    }

    /** With its quotes. */
    public String gzippedEtag() {
        return '"' + digest + "-gzip\"";
    }

    /** When these bytes replaced others. */
    public Instant modified() {
        return modified;
    }

    /** Always the same for the same bytes: gzip's header carries no time here. */
    static byte[] gzip(byte[] bytes) {
        var gzipped = new ByteArrayOutputStream(bytes.length / 3 + 64);
        try (var out = new GZIPOutputStream(gzipped)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory fails", e);
        }
        return gzipped.toByteArray();
    }

    /** Whether the gzipped bytes hold the plain ones. */
    static boolean isTwin(byte[] gzipped, byte[] plain) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
            return Arrays.equals(in.readNBytes(plain.length + 1), plain);
        } catch (IOException notGzip) {
            return false;
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
