package org.briefwire.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who may send for a domain by its SPF record (RFC 7208): the record is followed through its
 * includes, as a receiver does. Macros are not; where a record has one, nobody is said to be left
 * out.
 */
public final class Spf {
    private static final int MOST_LOOKUPS = 10;
    private static final String VERSION = "v=spf1";

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
        for (var word : record.substring(VERSION.length()).strip().split(" +", -1)) {
            if (fault.isPresent() || unknown.isPresent()) {
                return;
            }
            term(domain, word);
        }
    }

    private void term(String domain, String word) {
        var passes = !word.startsWith("-") && !word.startsWith("~") && !word.startsWith("?");
        var term = word.replaceFirst("^[+~?-]", "");
        var end = term.replaceFirst("[:=/].*", "").length();
        var name = term.substring(0, end).toLowerCase(Locale.ROOT);
        var value = term.substring(end).replaceFirst("^[:=]", "");
        if (value.contains("%")) {
            macros = true;
            return;
        }
        switch (name) {
            case "all" -> open |= passes;
            case "ip4", "ip6" -> network(value, passes);
            case "include" -> look(() -> include(value, word));
            case "redirect" -> look(() -> include(value, word));
            case "a" -> look(() -> hosts(List.of(target(domain, value)), passes));
            case "mx" -> look(() -> hosts(exchangers(target(domain, value)), passes));
            case "ptr", "exists" -> look(() -> macros = true);
            case "", "exp" -> {}
            default -> {
                if (!term.contains("=")) {
                    fault =
                            Optional.of(
                                    "'%s' in the record of %s is no SPF".formatted(word, domain));
                }
            }
        }
    }

    private void look(Runnable further) {
        lookups++;
        if (lookups > MOST_LOOKUPS) {
            fault = Optional.of("needs more than %d DNS look-ups".formatted(MOST_LOOKUPS));
            return;
        }
        further.run();
    }

    private void include(String domain, String word) {
        var record = record(domain);
        if (record.isEmpty() && fault.isEmpty() && unknown.isEmpty()) {
            fault = Optional.of("'%s' leads to no SPF record".formatted(word));
        }
        record.ifPresent(found -> follow(domain, found));
    }

    private void hosts(List<String> hosts, boolean passes) {
        for (var host : hosts) {
            for (var type : List.of(Dns.Type.A, Dns.Type.AAAA)) {
                dns.ask(host, type).found().forEach(address -> network(address, passes));
            }
        }
    }

    private List<String> exchangers(String domain) {
        return MailHosts.of(domain, dns).hosts();
    }

    private static String target(String domain, String value) {
        var host = value.replaceFirst("/.*", "");
        return host.isEmpty() ? domain : host;
    }

    private void network(String text, boolean passes) {
        try {
            var parts = text.split("/", 2);
            var address = InetAddress.ofLiteral(parts[0]).getAddress();
            var bits = parts.length > 1 ? Integer.parseInt(parts[1]) : address.length * 8;
            if (passes) {
                networks.add(new Network(address, bits));
            }
        } catch (IllegalArgumentException e) {
            fault = Optional.of("'%s' is no network".formatted(text));
        }
    }

    private record Network(byte[] address, int bits) {
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
