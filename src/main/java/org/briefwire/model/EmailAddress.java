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
    private static final int LONGEST_DOMAIN = 253;
    private static final int LONGEST_LABEL = 63;

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
        if (!isPlainLocal(local)
                && (utf8Length(local) > LONGEST_LOCAL || !LOCAL.matcher(local).matches())) {
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

    /** What most local parts are; faster than the pattern, which has the rest. */
    private static boolean isPlainLocal(String local) {
        if (local.isEmpty() || local.length() > LONGEST_LOCAL) {
            return false;
        }
        var parted = true;
        for (var i = 0; i < local.length(); i++) {
            var c = local.charAt(i);
            var dot = c == '.';
            if (dot ? parted : !isLetterOrDigit(c) && c != '-' && c != '_' && c != '+') {
                return false;
            }
            parted = dot;
        }
        return !parted;
    }

    /** What most domains are: labels of small letters, digits and inner hyphens. */
    private static boolean isPlainDomain(String domain) {
        if (domain.isEmpty() || domain.length() > LONGEST_DOMAIN) {
            return false;
        }
        var label = 0;
        for (var i = 0; i <= domain.length(); i++) {
            var c = i < domain.length() ? domain.charAt(i) : '.';
            if (c == '.' || c == '-') {
                var inner = label > 0 && (c == '-' || domain.charAt(i - 1) != '-');
                if (!inner || label > LONGEST_LABEL) {
                    return false;
                }
                label = c == '.' ? 0 : label + 1;
            } else if ((c >= 'A' && c <= 'Z') || !isLetterOrDigit(c)) {
                return false;
            } else {
                label++;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    }

    private static Optional<String> asciiDomain(String domain) {
        if (isPlainDomain(domain)) {
            return Optional.of(domain);
        }
        String ascii;
        try {
            ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notADomain) {
            return Optional.empty();
        }
        if (ascii.isEmpty() || ascii.length() > LONGEST_DOMAIN) {
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
        for (var i = 0; i < local.length(); i++) {
            if (local.charAt(i) >= 128) {
                return true;
            }
        }
        return false;
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
