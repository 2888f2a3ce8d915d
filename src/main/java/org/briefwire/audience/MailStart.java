package org.briefwire.audience;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Keeps the first 2 MiB of a mail, which is all that is read of it, and lets the rest go. */
final class MailStart extends OutputStream {
    private static final int LONGEST = 2 * 1024 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    /** The first 2 MiB of a stream. */
    static byte[] of(InputStream mail) throws IOException {
        return mail.readNBytes(LONGEST);
    }

    @Override
    public void write(int octet) {
        if (kept.size() < LONGEST) {
            kept.write(octet);
        }
    }

    @Override
    public void write(byte[] octets, int start, int count) {
        kept.write(octets, start, Math.min(count, LONGEST - kept.size()));
    }

    byte[] bytes() {
        return kept.toByteArray();
    }
}
