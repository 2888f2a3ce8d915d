package org.briefwire.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.briefwire.dkim.Alignment;
import org.briefwire.dkim.DkimKey;
import org.briefwire.dns.Answer;
import org.briefwire.dns.Dns;

/**
 * What DMARC (RFC 7489) makes of mail from a domain: it passes with a signature, or a return path
 * that SPF lets through, of a domain that aligns with the From. A mail server behind us may sign
 * too, which nobody can see from here: what lacks a key of ours is warned of and no failure.
 */
final class DmarcCheck {
    private final List<DkimKey> keys;
    private final Set<String> returns;
    private final Dns dns;

    /**
     * A check of these.
     *
     * @param returns the domains that bounces go to
     */
    DmarcCheck(Collection<DkimKey> keys, Collection<String> returns, Dns dns) {
        this.keys = List.copyOf(keys);
        this.returns = Set.copyOf(returns);
        this.dns = dns;
    }

    /** A record, and the domain that has it. */
    private record Policy(String domain, String record) {
        boolean isStrict(String about) {
            return tags().contains(";" + about + "=s");
        }

        boolean isEnforced() {
            return tags().contains(";p=reject") || tags().contains(";p=quarantine");
        }

        private String tags() {
            return record.replace(" ", "").toLowerCase(Locale.ROOT);
        }
    }

    List<Checked> of(String sender) {
        var what = "dmarc " + sender;
        var checked = new ArrayList<Checked>();
        if (keys.stream().noneMatch(key -> key.alignsWith(sender))) {
            checked.add(unsigned(sender));
        }
        for (var domain = sender; domain.contains("."); domain = parent(domain)) {
            var answer = dns.ask("_dmarc." + domain, Dns.Type.TXT);
            if (answer instanceof Answer.Unknown(var reason)) {
                checked.add(Checked.unknown(what, reason, "ask again"));
                return checked;
            }
            var records =
                    answer.found().stream()
                            .filter(text -> text.replace(" ", "").startsWith("v=DMARC1"))
                            .toList();
            if (records.size() > 1) {
                checked.add(
                        Checked.fail(
                                what,
                                "_dmarc.%s has several records".formatted(domain),
                                "leave one"));
                return checked;
            }
            if (!records.isEmpty()) {
                checked.addAll(by(new Policy(domain, records.getFirst()), sender));
                return checked;
            }
        }
        checked.add(
                Checked.warn(
                        what,
                        "no DMARC record; Gmail, Yahoo and Microsoft want one from who sends much",
                        "publish: _dmarc.%s. IN TXT \"v=DMARC1; p=none; rua=mailto:dmarc@%s\""
                                .formatted(sender, sender)));
        return checked;
    }

    private static Checked unsigned(String sender) {
        return Checked.warn(
                "dkim",
                "no key of %s is configured; large receivers refuse what nobody signs"
                        .formatted(sender),
                signing(sender));
    }

    private static String signing(String sender) {
        return "let your mail server sign for %1$s, or 'briefwire dkim new %1$s' makes a key"
                .formatted(sender);
    }

    private List<Checked> by(Policy policy, String sender) {
        var what = "dmarc " + sender;
        var checked = new ArrayList<Checked>();
        if (signs(policy, sender)) {
            checked.add(Checked.ok(what, policy.record()));
        } else {
            checked.add(
                    Checked.warn(
                            what,
                            "%s, and no key of %s is configured%s"
                                    .formatted(
                                            policy.record(),
                                            sender,
                                            policy.isEnforced()
                                                    ? ": what nobody signs may be refused"
                                                    : ""),
                            signing(sender)));
        }
        misaligned(policy, sender).ifPresent(checked::add);
        return checked;
    }

    private boolean signs(Policy policy, String sender) {
        return keys.stream()
                .anyMatch(key ->
                        policy.isStrict("adkim")
                                ? key.domain().equals(sender)
                                : key.alignsWith(sender));
    }

    /** With another's return path SPF passes for the other, and says nothing of the From. */
    private Optional<Checked> misaligned(Policy policy, String sender) {
        return returns.stream()
                .filter(domain -> !aligns(policy, domain, sender))
                .min(String::compareTo)
                .map(domain ->
                        Checked.warn(
                                "dmarc " + sender,
                                "mail returns to %s, which by its name does not align with %s: DMARC rests on DKIM alone"
                                        .formatted(domain, sender),
                                "a return path in %s would count too".formatted(sender)));
    }

    /** A record that stands above the sender is its organization's (section 6.6.3). */
    private static boolean aligns(Policy policy, String domain, String sender) {
        if (policy.isStrict("aspf")) {
            return domain.equals(sender);
        }
        return Alignment.isRelaxed(domain, sender) || Alignment.isWithin(domain, policy.domain());
    }

    private static String parent(String domain) {
        return domain.substring(domain.indexOf('.') + 1);
    }
}
