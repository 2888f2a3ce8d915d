package org.briefwire.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who may send for a domain by its SPF record (RFC 7208): the record is followed through its
 * includes, as a receiver does. Macros are not; where a record has one, nobody is said to be left
 * out.
 */
public final class Spf {
    private static final int MOST_LOOKUPS = 10;
    private static final String VERSION = "v=spf1";

    /** A domain and two lengths of prefixes, of each of which there may be none (section 5.6). */
    private static final Pattern HOSTS =
            Pattern.compile("([^/]*)(?:/(0|[1-9]\\d?))?(?://(0|[1-9]\\d{0,2}))?");

    private final Dns dns;
    private final List<Network> networks = new ArrayList<>();
    private int lookups;
    private boolean open;
    private boolean macros;
    private Optional<String> fault = Optional.empty();
    private Optional<String> unknown = Optional.empty();

    private Spf(Dns dns) {
        this.dns = dns;
    }

    /** What following a record found. */
    public sealed interface Reading {
        /** The domain has no SPF record. */
        record Missing() implements Reading {}

        /** Receivers take it for an error. */
        record Broken(String fault) implements Reading {}

        /** DNS could not tell. */
        record Unknown(String reason) implements Reading {}

        /**
         * A record that works.
         *
         * @param open whether it lets anybody send
         */
        record Good(boolean open, Spf spf) implements Reading {}
    }

    /** Follows a domain's record. */
    public static Reading read(String domain, Dns dns) {
        var spf = new Spf(dns);
        var record = spf.record(domain);
        if (spf.unknown.isPresent()) {
            return new Reading.Unknown(spf.unknown.get());
        }
        if (spf.fault.isEmpty() && record.isEmpty()) {
            return new Reading.Missing();
        }
        record.ifPresent(found -> spf.follow(domain, found));
        if (spf.unknown.isPresent()) {
            return new Reading.Unknown(spf.unknown.get());
        }
        return spf.fault
                .<Reading>map(Reading.Broken::new)
                .orElseGet(() -> new Reading.Good(spf.open, spf));
    }

    /** Whether the record names that address, or could. */
    public boolean names(String address) {
        var literal = InetAddress.ofLiteral(address).getAddress();
        return open || macros || networks.stream().anyMatch(network -> network.has(literal));
    }

    private Optional<String> record(String domain) {
        var answer = dns.ask(domain, Dns.Type.TXT);
        if (answer instanceof Answer.Unknown(var reason)) {
            unknown = Optional.of(reason);
        }
        var records =
                answer.found().stream()
                        .filter(text -> {
                            var small = text.toLowerCase(Locale.ROOT);
                            return small.equals(VERSION) || small.startsWith(VERSION + " ");
                        })
                        .toList();
        if (records.size() > 1) {
            fault = Optional.of("%s has %d SPF records".formatted(domain, records.size()));
            return Optional.empty();
        }
        return records.stream().findFirst();
    }

    private void follow(String domain, String record) {
        var terms =
                Stream.of(record.substring(VERSION.length()).strip().split(" +", -1))
                        .map(Term::of)
                        .toList();
        var ends = terms.stream().anyMatch(term -> term.name().equals("all"));
        for (var term : terms) {
            if (fault.isPresent() || unknown.isPresent()) {
                return;
            }
            // nobody gets past 'all', so no further either (section 6.1)
            if (!ends || !term.name().equals("redirect")) {
                follow(domain, term);
            }
        }
    }

    private void follow(String domain, Term term) {
        if (term.value().contains("%")) {
            macros = true;
            return;
        }
        switch (term.name()) {
            case "all" -> open |= term.passes();
            case "ip4", "ip6" -> network(term.value(), term.passes());
            case "include", "redirect" -> look(() -> include(term));
            case "a", "mx" -> look(() -> hosts(domain, term));
            case "ptr", "exists" -> look(() -> macros = true);
            case "", "exp" -> {}
            default -> {
                if (!term.word().contains("=")) {
                    fault = noSpf(domain, term);
                }
            }
        }
    }

    private static Optional<String> noSpf(String domain, Term term) {
        return Optional.of("'%s' in the record of %s is no SPF".formatted(term.word(), domain));
    }

    private void look(Runnable further) {
        lookups++;
        if (lookups > MOST_LOOKUPS) {
            fault = Optional.of("needs more than %d DNS look-ups".formatted(MOST_LOOKUPS));
            return;
        }
        further.run();
    }

    private void include(Term term) {
        var domain = term.value();
        var record = record(domain);
        if (record.isEmpty() && fault.isEmpty() && unknown.isEmpty()) {
            fault = Optional.of("'%s' leads to no SPF record".formatted(term.word()));
        }
        record.ifPresent(found -> follow(domain, found));
    }

    /** The networks around a domain's own addresses, or around those that take its mail. */
    private void hosts(String domain, Term term) {
        var match = HOSTS.matcher(term.value());
        if (!match.matches()) {
            fault = noSpf(domain, term);
            return;
        }
        var target = match.group(1).isEmpty() ? domain : match.group(1);
        var hosts = term.name().equals("mx") ? MailHosts.of(target, dns).hosts() : List.of(target);
        for (var host : hosts) {
            networks(host, Dns.Type.A, prefix(match, 2), term.passes());
            networks(host, Dns.Type.AAAA, prefix(match, 3), term.passes());
        }
    }

    private static String prefix(Matcher match, int group) {
        var bits = match.group(group);
        return bits == null ? "" : "/" + bits;
    }

    private void networks(String host, Dns.Type type, String prefix, boolean passes) {
        dns.ask(host, type).found().forEach(address -> network(address + prefix, passes));
    }

    private void network(String text, boolean passes) {
        try {
            var parts = text.split("/", 2);
            var address = InetAddress.ofLiteral(parts[0]).getAddress();
            var bits = parts.length > 1 ? Integer.parseInt(parts[1]) : address.length * 8;
            var network = new Network(address, bits);
            if (passes) {
                networks.add(network);
            }
        } catch (IllegalArgumentException e) {
            fault = Optional.of("'%s' is no network".formatted(text));
        }
    }

    /** What stands between two blanks of a record, and its parts. */
    private record Term(String word, boolean passes, String name, String value) {
        static Term of(String word) {
            var passes = !word.startsWith("-") && !word.startsWith("~") && !word.startsWith("?");
            var term = word.replaceFirst("^[+~?-]", "");
            var end = term.replaceFirst("[:=/].*", "").length();
            return new Term(
                    word,
                    passes,
                    term.substring(0, end).toLowerCase(Locale.ROOT),
                    term.substring(end).replaceFirst("^[:=]", ""));
        }
    }

    private record Network(byte[] address, int bits) {
        Network {
            if (bits < 0 || bits > address.length * 8) {
                throw new IllegalArgumentException("no prefix: " + bits);
            }
        }

        boolean has(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
