package org.briefwire.dns;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Who takes mail for a domain (RFC 5321 section 5.1).
 *
 * @param hosts in small letters, the preferred first; none when it takes none, or nobody can tell
 * @param answer what DNS said
 */
public record MailHosts(List<String> hosts, Answer answer) {
    public MailHosts {
        hosts = List.copyOf(hosts);
    }

    /** Asks for a domain's; without an MX record the domain itself does when it has an address. */
    public static MailHosts of(String domain, Dns dns) {
        var answer = dns.ask(domain, Dns.Type.MX);
        return switch (answer) {
            case Answer.Unknown unknown -> new MailHosts(List.of(), unknown);
            case Answer.Found(var values) -> new MailHosts(sorted(values), answer);
            case Answer.None none -> itself(domain, dns);
        };
    }

    private static MailHosts itself(String domain, Dns dns) {
        for (var type : List.of(Dns.Type.A, Dns.Type.AAAA)) {
            var answer = dns.ask(domain, type);
            if (!(answer instanceof Answer.None)) {
                return new MailHosts(
                        answer.found().isEmpty() ? List.of() : List.of(domain), answer);
            }
        }
        return new MailHosts(List.of(), new Answer.None());
    }

    /** A lone '.' says that the domain takes no mail (RFC 7505). */
    private static List<String> sorted(List<String> values) {
        return values.stream()
                .map(value -> value.split(" ", 2))
                .filter(parts -> parts.length == 2 && !parts[1].equals("."))
                .sorted(Comparator.comparingInt(parts -> Integer.parseInt(parts[0])))
                .map(parts -> parts[1].replaceFirst("\\.$", "").toLowerCase(Locale.ROOT))
                .toList();
    }
}
