package org.briefwire.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.briefwire.config.Config;
import org.briefwire.config.NewsList;
import org.briefwire.config.SmtpServer;
import org.briefwire.dkim.DkimKey;
import org.briefwire.dkim.DkimRecord;
import org.briefwire.dns.Answer;
import org.briefwire.dns.Dns;
import org.briefwire.dns.MailHosts;
import org.briefwire.dns.Spf;
import org.briefwire.model.EmailAddress;

/**
 * Compares DNS with the config: the keys that sign, who may send (SPF), what receivers are to do
 * with what fails (DMARC), and whether bounces can arrive.
 */
final class DnsCheck {
    private final Config config;
    private final Dns dns;

    DnsCheck(Config config, Dns dns) {
        this.config = config;
        this.dns = dns;
    }

    List<Checked> all() {
        var senders = senders();
        var probe = dns.ask(senders.getFirst(), Dns.Type.MX);
        if (probe instanceof Answer.Unknown(var reason)) {
            return List.of(
                    Checked.unknown(
                            "dns",
                            reason + ", so DKIM, SPF, DMARC and MX were not looked at",
                            "ask again where DNS is to be had"));
        }
        var checked = new ArrayList<Checked>();
        config.dkim().forEach(key -> checked.add(key(key)));
        var returns = returnDomains();
        var dmarc = new DmarcCheck(config.dkim(), returns, dns);
        senders.forEach(sender -> checked.addAll(dmarc.of(sender)));
        for (var domain : returns) {
            checked.addAll(spf(domain));
            checked.add(mx(domain));
        }
        return List.copyOf(checked);
    }

    private List<String> senders() {
        return Stream.concat(
                        Stream.of(config.publication().sender()),
                        config.lists().stream().map(NewsList::sender))
                .map(sender -> sender.address().asciiDomain())
                .distinct()
                .toList();
    }

    private Set<String> returnDomains() {
        var domains = new TreeSet<String>();
        config.bounces()
                .address()
                .ifPresentOrElse(
                        address -> domains.add(address.asciiDomain()),
                        () ->
                                config.smtp().stream()
                                        .map(SmtpServer::returnPath)
                                        .map(EmailAddress::asciiDomain)
                                        .forEach(domains::add));
        return domains;
    }

    private Checked key(DkimKey key) {
        var what = "dkim " + key.selector();
        var paste = "publish: " + DkimRecord.line(key);
        var answer = dns.ask(key.name(), Dns.Type.TXT);
        if (answer instanceof Answer.Unknown(var reason)) {
            return Checked.unknown(what, "%s: %s".formatted(key.name(), reason), "ask again");
        }
        return switch (DkimRecord.compare(key.key(), answer.found())) {
            case RIGHT -> Checked.ok(what, key.name() + " has this key (" + key.key() + ")");
            case TESTING ->
                    Checked.warn(
                            what,
                            key.name() + " says t=y: receivers take the mail for unsigned",
                            "take t=y out; " + paste);
            case NONE -> Checked.fail(what, "DNS has no key at " + key.name(), paste);
            case SEVERAL ->
                    Checked.fail(what, key.name() + " has several keys", "leave one; " + paste);
            case REVOKED -> Checked.fail(what, key.name() + " is revoked (p= is empty)", paste);
            case OTHER_KEY -> Checked.fail(what, key.name() + " has another key", paste);
        };
    }

    private List<Checked> spf(String domain) {
        var what = "spf " + domain;
        var servers = config.smtp().stream().filter(server -> !isHere(server.host())).toList();
        var paste =
                "publish: %s. IN TXT \"v=spf1 %s-all\" (with what your mail server's maker asks for)"
                        .formatted(
                                domain,
                                servers.isEmpty()
                                        ? "mx "
                                        : String.join(
                                                "",
                                                servers.stream()
                                                        .map(server -> "a:" + server.host() + " ")
                                                        .toList()));
        return switch (Spf.read(domain, dns)) {
            case Spf.Reading.Missing missing -> List.of(Checked.warn(what, "no SPF record", paste));
            case Spf.Reading.Broken(var fault) ->
                    List.of(Checked.fail(what, fault + ": receivers ignore it", paste));
            case Spf.Reading.Unknown(var reason) ->
                    List.of(Checked.unknown(what, reason, "ask again"));
            case Spf.Reading.Good(var open, var _) when open ->
                    List.of(Checked.warn(what, "lets anybody send (+all)", "end it with -all"));
            case Spf.Reading.Good(var _, var spf) -> {
                var left = servers.stream().filter(server -> !named(spf, server)).toList();
                yield left.isEmpty()
                        ? List.of(Checked.ok(what, "is well made"))
                        : left.stream().map(server -> leftOut(what, server)).toList();
            }
        };
    }

    private static Checked leftOut(String what, SmtpServer server) {
        return Checked.warn(
                what,
                "does not name %s".formatted(server.host()),
                "add 'a:%s' if it sends to the world itself, else what its maker asks for"
                        .formatted(server.host()));
    }

    private boolean named(Spf spf, SmtpServer server) {
        var addresses =
                Stream.of(Dns.Type.A, Dns.Type.AAAA)
                        .flatMap(type -> dns.ask(server.host(), type).found().stream())
                        .toList();
        return addresses.isEmpty() || addresses.stream().anyMatch(spf::names);
    }

    private Checked mx(String domain) {
        var what = "mx " + domain;
        var hosts = MailHosts.of(domain, dns);
        if (hosts.answer() instanceof Answer.Unknown(var reason)) {
            return Checked.unknown(what, reason, "ask again");
        }
        return hosts.hosts().isEmpty()
                ? Checked.fail(
                        what,
                        "%s takes no mail, so bounces can't arrive".formatted(domain),
                        "publish: %s. IN MX 10 YOUR.MAIL.SERVER.".formatted(domain))
                : Checked.ok(what, "bounces go to " + String.join(", ", hosts.hosts()));
    }

    private static boolean isHere(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }
}
