package org.briefwire.audience;

import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.briefwire.model.EmailAddress;

/** Addresses that strangers type (RFC 5321, RFC 6531). */
final class TypedAddress {
    private static final EmailValidator VALIDATOR =
            JMail.strictValidator()
                    .disallowIpDomain()
                    .disallowQuotedIdentifiers()
                    .requireTopLevelDomain();

    /** Mailboxes of functions, that no person reads a newsletter in (RFC 2142, and robots). */
    private static final Set<String> ROLES =
            Set.of(
                    "abuse",
                    "postmaster",
                    "hostmaster",
                    "webmaster",
                    "mailer-daemon",
                    "noc",
                    "security",
                    "noreply",
                    "no-reply",
                    "donotreply",
                    "do-not-reply",
                    "root",
                    "spam",
                    "bounce",
                    "bounces",
                    "usenet",
                    "news",
                    "www",
                    "ftp",
                    "uucp",
                    "devnull");

    private TypedAddress() {}

    /** The address as typed, but for what stands around it; nothing: it is none. */
    static Optional<EmailAddress> read(String typed) {
        var text = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
        return VALIDATOR.isValid(text) ? EmailAddress.tryParse(text) : Optional.empty();
    }

    static boolean isRole(EmailAddress address) {
        return ROLES.contains(personal(address));
    }

    /**
     * Whom the limits count: one person, whatever dots and +tags they write. A hash, so that who
     * only was signed up by others is not kept.
     */
    static String person(EmailAddress address) {
        return hash(personal(address).replace(".", "") + "@" + address.asciiDomain());
    }

    private static String personal(EmailAddress address) {
        var local =
                Normalizer.normalize(address.local(), Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT);
        var plus = local.indexOf('+');
        return plus > 0 ? local.substring(0, plus) : local;
    }

    static String hash(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            var hash = sha.digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
