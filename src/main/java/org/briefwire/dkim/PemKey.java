package org.briefwire.dkim;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Reads private keys from PEM (RFC 7468): PKCS#8, and RSA's older PKCS#1. */
public final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final int LEAST_BITS = 1024;

    /** PKCS#8's version, and the algorithm rsaEncryption without parameters (RFC 8017 A.1). */
    private static final byte[] RSA_PREFIX = {
        2,
        1,
        0,
        0x30,
        13,
        6,
        9,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        13,
        1,
        1,
        1,
        5,
        0
    };

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 4;

    private PemKey() {}

    /**
     * The first private key in the text.
     *
     * @throws IllegalArgumentException that tells what is wrong with it, and what would be right
     */
    public static SigningKey read(String pem) {
        var block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw wrong("is no key in PEM, which begins with -----BEGIN PRIVATE KEY-----");
        }
        var octets = octets(block.group(2));
        return switch (block.group(1)) {
            case "PRIVATE KEY" -> fromPkcs8(octets);
            case "RSA PRIVATE KEY" -> {
                if (pem.contains("Proc-Type:")) {
                    throw encrypted();
                }
                yield fromPkcs8(wrapped(octets));
            }
            case "ENCRYPTED PRIVATE KEY" -> throw encrypted();
            case "PUBLIC KEY", "RSA PUBLIC KEY", "CERTIFICATE" ->
                    throw wrong("is the public half; the private key signs");
            default ->
                    throw wrong(
                            "is of the kind '%s'; DKIM signs with RSA or Ed25519"
                                    .formatted(block.group(1)));
        };
    }

    private static byte[] octets(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw wrong("has a PEM block that is no base64; copy the file again");
        }
    }

    private static SigningKey fromPkcs8(byte[] octets) {
        var spec = new PKCS8EncodedKeySpec(octets);
        for (var algorithm : List.of("RSA", "Ed25519")) {
            try {
                return switch (KeyFactory.getInstance(algorithm).generatePrivate(spec)) {
                    case RSAPrivateCrtKey rsa -> strong(new SigningKey.Rsa(rsa));
                    case EdECPrivateKey edwards
                            when edwards.getParams()
                                    .getName()
                                    .equals(NamedParameterSpec.ED25519.getName()) ->
                            new SigningKey.Edwards(edwards.getBytes().orElseThrow());
                    default -> throw wrong("is of a kind that DKIM does not sign with");
                };
            } catch (InvalidKeySpecException next) {
                // not this algorithm's; the last word is below
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has RSA and Ed25519", e);
            }
        }
        throw wrong("is neither an RSA nor an Ed25519 key, or is damaged");
    }

    private static SigningKey strong(SigningKey.Rsa key) {
        if (key.bits() < LEAST_BITS) {
            throw wrong(
                    "is an RSA key of %d bits; receivers ignore one under %d (RFC 8301), 2048 are right"
                            .formatted(key.bits(), LEAST_BITS));
        }
        return key;
    }

    /** PKCS#8 around PKCS#1, which Java does not read. */
    private static byte[] wrapped(byte[] pkcs1) {
        var inner = new ByteArrayOutputStream();
        inner.writeBytes(RSA_PREFIX);
        write(OCTETS, pkcs1, inner);
        var outer = new ByteArrayOutputStream();
        write(SEQUENCE, inner.toByteArray(), outer);
        return outer.toByteArray();
    }

    /** A value with its tag and length (X.690 section 8.1.3). */
    private static void write(int tag, byte[] value, ByteArrayOutputStream out) {
        out.write(tag);
        if (value.length < 0x80) {
            out.write(value.length);
        } else if (value.length < 0x100) {
            out.write(0x81);
            out.write(value.length);
        } else {
            out.write(0x82);
            out.write(value.length >> 8);
            out.write(value.length);
        }
        out.writeBytes(value);
    }

    private static IllegalArgumentException encrypted() {
        return wrong(
                "is encrypted; 'openssl pkey -in FILE -out PLAIN' takes the passphrase off, then protect the file by its mode");
    }

    private static IllegalArgumentException wrong(String message) {
        return new IllegalArgumentException(message);
    }
}
