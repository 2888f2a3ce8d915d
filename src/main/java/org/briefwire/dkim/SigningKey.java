package org.briefwire.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.briefwire.model.BriefwireException;

/** A private key that signs mail. Safe for many threads; never shows what is secret. */
public sealed interface SigningKey {
    /** The algorithm in a signature, as in 'rsa-sha256'. */
    String algorithm();

    /** The kind in a DNS record, as in 'rsa'. */
    String kind();

    /** The public key as a DNS record carries it, in base64. */
    String publicKey();

    /** The signature of the bytes' SHA-256. */
    byte[] sign(byte[] bytes);

    /**
     * An RSA key. The signature comes from the first of Java's providers that has RSA: the JDK's,
     * or a faster one that the operator put before it.
     */
    final class Rsa implements SigningKey {
        private final RSAPrivateCrtKey key;

        Rsa(RSAPrivateCrtKey key) {
            this.key = key;
        }

        /** How many bits its modulus has. */
        public int bits() {
            return key.getModulus().bitLength();
        }

        @Override
        public String algorithm() {
            return "rsa-sha256";
        }

        @Override
        public String kind() {
            return "rsa";
        }

        @Override
        public String publicKey() {
            return Base64.getEncoder().encodeToString(published().getEncoded());
        }

        private PublicKey published() {
            try {
                return KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            } catch (GeneralSecurityException e) {
                throw new BriefwireException("the RSA key has no public half", e);
            }
        }

        @Override
        public byte[] sign(byte[] bytes) {
            try {
                var signature = Signature.getInstance("SHA256withRSA");
                signature.initSign(key);
                signature.update(bytes);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new BriefwireException("the RSA key does not sign: " + e.getMessage(), e);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Rsa rsa && key.getModulus().equals(rsa.key.getModulus());
        }

        @Override
        public int hashCode() {
            return key.getModulus().hashCode();
        }

        @Override
        public String toString() {
            return "RSA with %d bits".formatted(bits());
        }
    }

    /** An Ed25519 key (RFC 8463): it signs the hash, not the bytes. */
    final class Edwards implements SigningKey {
        private final byte[] seed;
        private final byte[] published = new byte[Ed25519.PUBLIC_KEY_SIZE];

        Edwards(byte[] seed) {
            if (seed.length != Ed25519.SECRET_KEY_SIZE) {
                throw new IllegalArgumentException(
                        "an Ed25519 key has 32 octets, not " + seed.length);
            }
            this.seed = seed.clone();
            Ed25519.generatePublicKey(this.seed, 0, published, 0);
        }

        @Override
        public String algorithm() {
            return "ed25519-sha256";
        }

        @Override
        public String kind() {
            return "ed25519";
        }

        @Override
        public String publicKey() {
            return Base64.getEncoder().encodeToString(published);
        }

        @Override
        public byte[] sign(byte[] bytes) {
            var hash = sha256().digest(bytes);
            var signature = new byte[Ed25519.SIGNATURE_SIZE];
            Ed25519.sign(seed, 0, published, 0, hash, 0, hash.length, signature, 0);
            return signature;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Edwards edwards && Arrays.equals(published, edwards.published);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(published);
        }

        @Override
        public String toString() {
            return "Ed25519";
        }
    }

    /** A fresh SHA-256. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
