package org.briefwire.dkim;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A fresh private key.
 *
 * @param pem how it is kept: PKCS#8
 */
public record NewKey(SigningKey key, String pem) {
    private static final int RSA_BITS = 2048;
    private static final int LINE = 64;

    /** An RSA key, which every receiver checks. */
    public static NewKey rsa() {
        return made("RSA", RSA_BITS);
    }

    /** An Ed25519 key, which is short and quick, and which not every receiver checks. */
    public static NewKey ed25519() {
        return made("Ed25519", 255);
    }

    private static NewKey made(String algorithm, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            var octets = generator.generateKeyPair().getPrivate().getEncoded();
            var lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
            var pem =
                    "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                            .formatted(lines.encodeToString(octets));
            return new NewKey(PemKey.read(pem), pem);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    @Override
    public String toString() {
        return "a new key, " + key;
    }
}
