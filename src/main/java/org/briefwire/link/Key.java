package org.briefwire.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One signing key.
 *
 * @param id derived from the secret, so that a token can name its key; two keys may share one
 * @param ready the HMAC with the secret in it, only ever copied
 * @param begun the same that has heard what it is used for, for each use
 */
record Key(byte id, Mac ready, Map<String, Mac> begun) {
    private static final String ALGORITHM = "HmacSHA256";

    static Key of(String secret) {
        var ready = ready(secret);
        var id = new Key((byte) 0, ready).sign("key id", new byte[0])[0];
        return new Key(id, ready);
    }

    private Key(byte id, Mac ready) {
        this(id, ready, new ConcurrentHashMap<>());
    }

    /** The HMAC-SHA256 of the data; signatures for different uses have nothing in common. */
    byte[] sign(String use, byte[] data) {
        return copy(begun.computeIfAbsent(use, this::begin)).doFinal(data);
    }

    private Mac begin(String use) {
        var mac = copy(ready);
        mac.update(use.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        return mac;
    }

    /** A copy of what is ready costs a fraction of making it ready. */
    private static Mac copy(Mac ready) {
        try {
            return (Mac) ready.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HMACs can be copied", e);
        }
    }

    private static Mac ready(String secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
