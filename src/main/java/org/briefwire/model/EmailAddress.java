package org.briefwire.model;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An email address as its owner wrote it (RFC 5321 section 4.1.2, RFC 6531), without quoted local
 * parts, comments and address literals.
 */
public final class EmailAddress {
    private static final Pattern LOCAL =
            Pattern.compile(
                    "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+"
                            + "(\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST = 254;

    private final String local;
    private final String domain;
    private final String asciiDomain;

    private EmailAddress(String local, String domain, String asciiDomain) {
        this.local = local;
        this.domain = domain;
        this.asciiDomain = asciiDomain;
    }

    /** The address in the text, or nothing when the text is no address. */
    public static Optional<EmailAddress> tryParse(String text) {
        var trimmed = text.strip();
        var at = trimmed.lastIndexOf('@');
        if (at < 1 || trimmed.length() > LONGEST) {
            return Optional.empty();
        }
        var local = trimmed.substring(0, at);
        var domain = trimmed.substring(at + 1);
        if (utf8Length(local) > LONGEST_LOCAL || !LOCAL.matcher(local).matches()) {
            return Optional.empty();
        }
        return asciiDomain(domain).map(ascii -> new EmailAddress(local, domain, ascii));
    }

    /**
     * The address in the text.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static EmailAddress parse(String text) {
        return tryParse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'%s' is not an email address; one looks like ada@example.org"
                                        .formatted(text)));
    }

    private static Optional<String> asciiDomain(String domain) {
        String ascii;
        try {
            ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notADomain) {
            return Optional.empty();
        }
        if (ascii.isEmpty() || ascii.length() > 253) {
            return Optional.empty();
        }
        for (var label : ascii.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return Optional.empty();
            }
        }
        return Optional.of(ascii);
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** What stands before the '@', as written. */
    public String local() {
        return local;
    }

    /** The domain as written. */
    public String domain() {
        return domain;
    }

    /** The domain in A-labels and small letters (RFC 5890), as SMTP and headers carry it. */
    public String asciiDomain() {
        return asciiDomain;
    }

    /** The address as SMTP carries it: the domain in A-labels. */
    public String wire() {
        return local + "@" + asciiDomain;
    }

    /** Whether only a server with SMTPUTF8 (RFC 6531) can take this address. */
    public boolean needsSmtpUtf8() {
        return !local.chars().allMatch(c -> c < 128);
    }

    /** One form for one mailbox: two spellings of an address have the same key. */
    public String key() {
        return Normalizer.normalize(local, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT)
                + "@"
                + asciiDomain;
    }

    /**
     * The SHA-256 of {@link #key}, in hexadecimal: recognises a mailbox after its address was
     * erased. Without a secret, on purpose: a lost secret would let mail out to those who must get
     * none.
     */
    public String keyHash() {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(key().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmailAddress address
                && local.equals(address.local)
                && domain.equals(address.domain);
    }

    @Override
    public int hashCode() {
        return 31 * local.hashCode() + domain.hashCode();
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }
}
