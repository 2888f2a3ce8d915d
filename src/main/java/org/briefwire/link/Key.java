package org.briefwire.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One signing key.
 *
 * @param id derived from the secret, so that a token can name its key; two keys may share one
 */
record Key(byte id, SecretKeySpec secret) {
    private static final String ALGORITHM = "HmacSHA256";

    static Key of(String secret) {
        var spec = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        var id = new Key((byte) 0, spec).sign("key id", new byte[0])[0];
        return new Key(id, spec);
    }

    /** The HMAC-SHA256 of the data; signatures for different uses have nothing in common. */
    byte[] sign(String use, byte[] data) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(use.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
