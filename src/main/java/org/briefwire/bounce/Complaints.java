package org.briefwire.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Complaints: feedback reports (RFC 5965), and mails that ask to be taken off the list. */
final class Complaints {
    private static final Pattern FIELD = Pattern.compile("(?im)^feedback-type:\\s*\\S");
    private static final Pattern SUBJECT = Pattern.compile("(?i)^complaint about message from");
    private static final Pattern SAYS =
            Pattern.compile(
                    "(?i)this is an? (e-?mail )?(abuse|spam|fraud|virus|opt-?out|feedback( loop)?|"
                            + "phishing|user complaint) (report|complaint)\\b|"
                            + "(user|recipient|customer|subscriber)s? (has |have )?(marked|reported|"
                            + "flagged|classified)[^\\n]{0,60}as (spam|junk|unwanted|abus)");
    private static final Pattern LEAVES = Pattern.compile("(?i)\\s*(re:\\s*)?unsubscribe\\s*");
    private static final Pattern TO_LEAVE = Pattern.compile("(?i)to unsubscribe");

    private static final String COMPLAINT = "complaint";
    private static final String REPORT = "feedback report ";

    private Complaints() {}

    static Optional<BounceReading> in(Mail mail) {
        return report(mail).or(() -> unsubscription(mail));
    }

    private static Optional<BounceReading> report(Mail mail) {
        var parts = mail.texts("message/feedback-report");
        var field = FIELD.matcher(mail.report());
        var said = field.find() ? mail.report().substring(field.start()) : "";
        if (parts.isEmpty() && said.isEmpty() && !isWithoutFields(mail)) {
            return Optional.empty();
        }
        var fields = MailHeaders.in(parts.isEmpty() ? said : parts.getFirst());
        var type = fields.first("feedback-type").toLowerCase(Locale.ROOT);
        var rule = (REPORT + type).strip();
        var recipients =
                recipients(mail, fields).stream()
                        .limit(BounceReading.MOST_RECIPIENTS)
                        .map(address -> new Returned(address, "", category(rule), false))
                        .toList();
        return Optional.of(mail.reading(Kind.COMPLAINT, recipients, rule));
    }

    // a report's frame without its fields, or one in words about a mail that comes with it
    private static boolean isWithoutFields(Mail mail) {
        return Signs.isFeedbackReport(mail)
                || SUBJECT.matcher(mail.subject()).find()
                || (SAYS.matcher(mail.report()).find()
                        && !mail.copy().isEmpty()
                        && !Signs.isAnswer(mail));
    }

    /** What a report means by its rule: not every feedback is a reader's (RFC 6591, RFC 6430). */
    static String category(String rule) {
        return switch (rule.replace(REPORT, "")) {
            case "auth-failure", "dkim", "dmarc", "spf" -> "authentication";
            case "not-spam" -> "not-spam";
            default -> COMPLAINT;
        };
    }

    private static List<String> recipients(Mail mail, MailHeaders fields) {
        var named = new ArrayList<String>();
        Stream.of("original-rcpt-to", "original-recipient", "removal-recipient", "redacted-address")
                .flatMap(name -> fields.all(name).stream())
                .forEach(value -> named.addAll(Addresses.in(value)));
        if (named.isEmpty()) {
            Stream.of(
                            "x-hmxmroriginalrecipient",
                            "x-rcpt-to",
                            "to",
                            "x-original-to",
                            "envelope-to",
                            "delivered-to")
                    .filter(mail.copy()::has)
                    .limit(1)
                    .flatMap(name -> mail.copy().all(name).stream())
                    .forEach(value -> named.addAll(Addresses.in(value)));
        }
        return Addresses.distinct(named);
    }

    /** What a mail program sends for the mailto form of List-Unsubscribe (RFC 2369, 3.2). */
    private static Optional<BounceReading> unsubscription(Mail mail) {
        var automatic =
                mail.headers().has("auto-submitted") || TO_LEAVE.matcher(mail.report()).find();
        if (!LEAVES.matcher(mail.subject()).matches() || !automatic) {
            return Optional.empty();
        }
        var from = mail.sender().map(Complaints::complained).stream().toList();
        return Optional.of(mail.reading(Kind.COMPLAINT, from, BounceReader.UNSUBSCRIBE_BY_MAIL));
    }

    private static Returned complained(String address) {
        return new Returned(address, "", COMPLAINT, false);
    }
}
