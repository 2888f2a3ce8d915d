package org.briefwire.bounce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what a mail that came back means, by structure first (RFC 3464, RFC 5965, RFC 3834), then
 * by status codes and wording. Costs bounded time and memory whatever comes in. Safe for use by
 * many threads.
 */
public final class BounceReader {
    /** How a mail is recognised that asks to be taken off, from whoever wrote it. */
    public static final String UNSUBSCRIBE_BY_MAIL = "unsubscribe by mail";

    private static final int CERTAIN = 4;
    private static final int LONGEST_SHARE = 32 * 1024;
    private static final int SHORTEST_SHARE = 600;

    private BounceReader() {}

    /** Reads a mail as it came, header and all. Never throws. */
    public static BounceReading read(byte[] bytes) {
        var mail = Mail.of(bytes);
        return Complaints.in(mail)
                .or(() -> notification(mail))
                .or(() -> statusReport(mail))
                .or(() -> automaticReply(mail))
                .or(() -> words(mail))
                .orElseGet(() -> mail.reading(Kind.NONE, List.of(), "no bounce"));
    }

    /** What a server's refusal means for the address that it was asked about. */
    public static Returned refusal(String address, String reply) {
        return Judgement.of(address, "", reply, "");
    }

    private static Optional<BounceReading> notification(Mail mail) {
        return JsonNotification.in(mail)
                .map(found -> mail.reading(found.kind(), found.recipients(), "notification"));
    }

    private static Optional<BounceReading> statusReport(Mail mail) {
        var groups = StatusReport.of(mail);
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        var failed = groups.stream().filter(group -> !group.isDelivered()).toList();
        if (failed.isEmpty()) {
            var delivered =
                    groups.stream()
                            .map(group ->
                                    new Returned(
                                            group.address(), group.status(), "delivered", false))
                            .toList();
            return Optional.of(mail.reading(Kind.DELIVERED, merged(delivered), "delivery status"));
        }
        var words = failed.size() > 1 ? ReportText.of(mail) : Map.<String, String>of();
        var recipients = new ArrayList<Returned>();
        for (var group : failed) {
            var said = failed.size() == 1 ? mail.report() : said(words, group);
            var judged =
                    Judgement.of(
                            group.address(),
                            group.status(),
                            share(group.diagnostic(), failed.size()),
                            share(said, failed.size()));
            recipients.add(group.isDelayed() ? Judgement.notYet(judged) : judged);
        }
        return Optional.of(mail.reading(Kind.BOUNCE, merged(recipients), "delivery status"));
    }

    private static String said(Map<String, String> words, StatusReport.Group group) {
        return words.entrySet().stream()
                .filter(entry ->
                        Addresses.areSame(entry.getKey(), group.address())
                                || Addresses.areSame(entry.getKey(), group.original()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static Optional<BounceReading> automaticReply(Mail mail) {
        if (!Signs.isAutomaticReply(mail)) {
            return Optional.empty();
        }
        var from =
                mail.sender().map(address -> new Returned(address, "", "autoreply", false)).stream()
                        .toList();
        return Optional.of(mail.reading(Kind.AUTOREPLY, from, "automatic reply"));
    }

    private static Optional<BounceReading> words(Mail mail) {
        var signs = Signs.ofReport(mail);
        if (signs < Signs.MAY_BE) {
            return Optional.empty();
        }
        var said = said(mail);
        if (!meansSomething(mail, signs) || mayBeAPersons(mail)) {
            return Optional.empty();
        }
        if (said.isEmpty()) {
            // the address that it came to may know of whom it tells
            return signs >= CERTAIN && Signs.saysItFailed(mail)
                    ? Optional.of(mail.reading(Kind.BOUNCE, List.of(), "words"))
                    : Optional.empty();
        }
        var isDelayed = Signs.isDelayed(mail);
        var recipients = new ArrayList<Returned>();
        for (var one : said.entrySet().stream().limit(BounceReading.MOST_RECIPIENTS).toList()) {
            var judged =
                    Judgement.of(
                            one.getKey(),
                            "",
                            share(one.getValue(), said.size()),
                            share(mail.report(), said.size()));
            recipients.add(isDelayed ? Judgement.notYet(judged) : judged);
        }
        return Optional.of(mail.reading(Kind.BOUNCE, merged(recipients), "words"));
    }

    // the more of them, the less is said of each: comparing words is what costs time
    private static String share(String text, int recipients) {
        var most =
                Math.max(
                        LONGEST_SHARE / Math.min(recipients, BounceReading.MOST_RECIPIENTS),
                        SHORTEST_SHARE);
        return text.length() > most ? text.substring(0, most) : text;
    }

    private static boolean meansSomething(Mail mail, int signs) {
        return signs >= CERTAIN
                || Signs.saysItFailed(mail)
                || (mail.isReturned() && Judgement.hasCode(mail.report()))
                || Wording.of(mail.report()).isPresent();
    }

    // people and shops write of failures, codes and addresses too, but not as a list of whom and
    // why
    private static boolean mayBeAPersons(Mail mail) {
        return Signs.isPlainSender(mail)
                && !(mail.isReturned() && !Signs.isAnswer(mail))
                && !((Judgement.hasCode(mail.report()) || Signs.saysItFailed(mail))
                        && (ReportText.namesAfterAWord(mail) || ReportText.namesAlone(mail)));
    }

    /**
     * Of whom a report in words tells, with what it says: by a header, its text, or the copy. A
     * mailing list's program names its list first.
     */
    private static Map<String, String> said(Mail mail) {
        if (Signs.isListRefusal(mail)) {
            return Addresses.in(mail.report()).stream()
                    .filter(address -> !mail.isOwn(address) && !Signs.isListProgram(address))
                    .limit(1)
                    .collect(Collectors.toMap(address -> address, address -> mail.report()));
        }
        var named = ReportText.of(mail);
        var listed =
                mail.headers().all("x-failed-recipients").stream()
                        .flatMap(value -> Addresses.in(value).stream())
                        .toList();
        if (!listed.isEmpty() && (listed.size() != 1 || named.size() != 1)) {
            var said = new LinkedHashMap<String, String>();
            for (var address : listed) {
                var text = listed.size() == 1 ? mail.report() : "";
                said.put(address, named.getOrDefault(address, text));
            }
            return said;
        }
        if (!named.isEmpty()) {
            return named;
        }
        var said = new LinkedHashMap<String, String>();
        var copied =
                Stream.of("x-rcpt-to", "x-original-to", "to")
                        .flatMap(name -> mail.copy().all(name).stream())
                        .flatMap(value -> Addresses.in(value).stream())
                        .filter(address -> !Addresses.isDaemon(address))
                        .toList();
        for (var address : Addresses.distinct(copied)) {
            said.put(address, mail.report());
        }
        return said;
    }

    // each address once; what is hard weighs more
    private static List<Returned> merged(List<Returned> recipients) {
        var seen = new LinkedHashMap<String, Returned>();
        for (var one : recipients) {
            seen.merge(Addresses.key(one.address()), one, (a, b) -> b.hard() && !a.hard() ? b : a);
        }
        return List.copyOf(seen.values());
    }
}
