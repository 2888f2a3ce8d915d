package org.briefwire.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.briefwire.dkim.DkimKey;
import org.briefwire.dkim.PemKey;
import org.briefwire.dkim.SigningKey;
import org.briefwire.model.EmailAddress;

/** The keys of each of {@code dkim:}. */
final class DkimKeys {
    private static final int RIGHT_BITS = 2048;

    private static final Key<String> DOMAIN =
            Key.required(
                    "domain",
                    new Kind.One<>("domain", "example.org", DkimKeys::domain),
                    "Who signs: the sender's domain, or one above or below it.");
    private static final Key<String> SELECTOR =
            Key.required(
                    "selector",
                    new Kind.One<>("selector", "s1", DkimKeys::selector),
                    "The key's name in DNS: `SELECTOR._domainkey.DOMAIN`.");
    private static final Key<String> KEY =
            Key.required(
                    "key",
                    new Kind.One<>("private key", "\"${file:config/dkim-s1.pem}\"", text -> text),
                    "RSA (2048 bits) or Ed25519, in PEM; keep it in a file: `${file:PATH}`."
                            + " `briefwire dkim new` makes one.");

    static final Kind.Keys EACH =
            new Kind.Keys("a section of keys", List.of(DOMAIN, SELECTOR, KEY));

    private DkimKeys() {}

    /** The keys that can be read; what is wrong, or looks odd beside the senders, is reported. */
    static List<DkimKey> read(List<Section> sections, Set<String> senders) {
        var entries = new ArrayList<Entry>();
        Map<String, Integer> names = new HashMap<>();
        for (var section : sections) {
            read(section).ifPresent(key -> entries.add(new Entry(section, key)));
        }
        for (var entry : entries) {
            checkName(entry, names);
            warnOfSenders(entry, senders);
            warnOfEdwards(entry, entries);
        }
        return entries.stream().map(Entry::key).toList();
    }

    private record Entry(Section section, DkimKey key) {}

    private static void checkName(Entry entry, Map<String, Integer> names) {
        var name = entry.key().name();
        var earlier = names.putIfAbsent(name, entry.section().lineOf(SELECTOR));
        if (earlier != null) {
            entry.section()
                    .error(
                            SELECTOR,
                            "%s has a key already, in line %d; choose another selector"
                                    .formatted(name, earlier));
        }
    }

    private static Optional<DkimKey> read(Section section) {
        var domain = section.find(DOMAIN);
        var selector = section.find(SELECTOR);
        var pem = section.find(KEY);
        if (domain.isEmpty() || selector.isEmpty() || pem.isEmpty() || !isExpanded(pem.get())) {
            return Optional.empty();
        }
        try {
            var key = PemKey.read(pem.get());
            warnOfBits(section, key);
            return Optional.of(new DkimKey(domain.get(), selector.get(), key));
        } catch (IllegalArgumentException e) {
            section.error(
                    KEY,
                    "%s%s; 'briefwire dkim new %s' makes a right one"
                            .formatted(where(section), e.getMessage(), domain.get()));
            return Optional.empty();
        }
    }

    /** The example stands in for a value that was reported already. */
    private static boolean isExpanded(String pem) {
        return !pem.equals(KEY.kind().example());
    }

    /** The file of a key, when it is in one. */
    private static String where(Section section) {
        return section.raw(KEY)
                .filter(text -> text.strip().startsWith("${file:"))
                .map(text -> text.strip().replaceAll("^\\$\\{file:\\s*|}$", "") + " ")
                .orElse("");
    }

    private static void warnOfBits(Section section, SigningKey key) {
        if (key instanceof SigningKey.Rsa rsa && rsa.bits() < RIGHT_BITS) {
            section.warn(
                    KEY,
                    "is an RSA key of %d bits; large receivers want %d (RFC 8301): 'briefwire dkim new' makes one"
                            .formatted(rsa.bits(), RIGHT_BITS));
        }
    }

    private static void warnOfSenders(Entry entry, Set<String> senders) {
        if (senders.stream().noneMatch(entry.key()::alignsWith)) {
            entry.section()
                    .warn(
                            DOMAIN,
                            "%s signs nothing: mail comes from %s"
                                    .formatted(
                                            entry.key().domain(),
                                            String.join(", ", senders.stream().sorted().toList())));
        }
    }

    /** Many receivers don't know Ed25519 yet, and take mail with nothing else for unsigned. */
    private static void warnOfEdwards(Entry entry, List<Entry> entries) {
        var domain = entry.key().domain();
        if (entries.stream()
                .map(Entry::key)
                .noneMatch(key ->
                        key.domain().equals(domain) && key.key() instanceof SigningKey.Rsa)) {
            entry.section()
                    .warn(
                            KEY,
                            "is Ed25519, which many receivers don't check yet; let an RSA key sign beside it:"
                                    + " 'briefwire dkim new %s --rsa' makes one".formatted(domain));
        }
    }

    private static String domain(String text) {
        var ascii =
                EmailAddress.tryParse("postmaster@" + text.strip()).map(EmailAddress::asciiDomain);
        if (ascii.isEmpty() || !ascii.get().contains(".")) {
            throw new IllegalArgumentException(
                    "'%s' is not a domain; one looks like example.org".formatted(text));
        }
        return ascii.get();
    }

    private static String selector(String text) {
        if (!text.matches("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9-]{1,63})*")) {
            throw new IllegalArgumentException(
                    "'%s' is not a selector; it has letters, digits and '-', such as s1"
                            .formatted(text));
        }
        return text;
    }
}
