package org.briefwire.bounce;

import java.util.Locale;
import java.util.regex.Pattern;

/** By what a mail that a machine wrote is known: sender, subject, header fields. */
final class Signs {
    /** So many signs, and it may be a mail system's report. */
    static final int MAY_BE = 2;

    private static final Pattern CERTAIN_SENDER =
            Pattern.compile("(?i)(mailer[- ]?daemon|mail[- ]?daemon|post_?master@)");
    private static final Pattern SENDER =
            Pattern.compile(
                    "(?i)(mailer[- ]?daemon|mail[- ]?daemon|post_?master|mail deliver|mailadmin|"
                            + "mdaemon|mail system|no-?reply|bounce|delivery)");
    private static final Pattern SYSTEM =
            Pattern.compile(
                    "(?i)(mailer[- ]?daemon|mail[- ]?daemon|post_?master|mail deliver|mailadmin|"
                            + "mdaemon|mail system)");
    private static final Pattern PASSED_ON = Phrases.of("answer");
    private static final Pattern SUBJECT = Phrases.of("subject-of-a-report");
    private static final int OPENING = 4_000;
    private static final Pattern FAILED = Phrases.of("failed");
    private static final Pattern DELAYED = Phrases.of("delayed");
    private static final Pattern LIST_PROGRAM =
            Pattern.compile(
                    "(?i)(majordomo|listserv|listproc|mailman|sympa|ecartis|fml|ezmlm)|"
                            + "[^\\s<]-(admin|request|owner|ctl|bounces|help|errors)@");
    private static final Pattern LIST_REFUSAL = Phrases.of("subject-of-a-list");
    private static final Pattern REPLY_SUBJECT = Phrases.of("subject-of-a-reply");

    private Signs() {}

    /** Whether a mail system wrote it, beyond doubt. */
    static boolean isDaemon(Mail mail) {
        return isFrom(mail, CERTAIN_SENDER) || isReport(mail);
    }

    /** How much speaks for a mail system's report; from {@link #MAY_BE} on it may be one. */
    static int ofReport(Mail mail) {
        var headers = mail.headers();
        var signs = isFrom(mail, SENDER) ? 2 : 0;
        signs += speaksOfReturn(mail) ? 2 : 0;
        signs += isListRefusal(mail) ? 4 : 0;
        signs += headers.has("x-failed-recipients") ? 3 : 0;
        signs += headers.first("return-path").replace(" ", "").equals("<>") ? 1 : 0;
        signs += isReport(mail) ? 2 : 0;
        signs += headers.first("auto-submitted").startsWith("auto-") ? 1 : 0;
        signs += signs < MAY_BE && !isAnswer(mail) && saysItFailed(mail) ? 1 : 0;
        signs += mail.isReturned() && !isAnswer(mail) ? 1 : 0;
        // a newsletter that writes of failed mail is a newsletter
        return isNewsletter(mail) || (headers.has("list-id") && signs < 4) ? 0 : signs;
    }

    private static boolean isNewsletter(Mail mail) {
        return mail.headers().has("list-unsubscribe")
                && !isReport(mail)
                && !mail.headers().has("auto-submitted");
    }

    /** Whether a person's mail program answered by itself (RFC 3834). */
    static boolean isAutomaticReply(Mail mail) {
        var headers = mail.headers();
        var answers =
                REPLY_SUBJECT.matcher(mail.subject()).find()
                        && !headers.has("list-id")
                        && !headers.has("list-unsubscribe");
        if (headers.has("x-failed-recipients") || isDaemon(mail)) {
            return false;
        }
        if (!answers && speaksOfReturn(mail) && saysItFailed(mail)) {
            return false; // some systems call their reports replies
        }
        return headers.first("auto-submitted").toLowerCase(Locale.ROOT).startsWith("auto-replied")
                || headers.has("x-autoreply")
                || headers.has("x-autorespond")
                || headers.first("precedence").equalsIgnoreCase("auto_reply")
                || answers;
    }

    /** Whether its own words are those of a mail system that gives up on a mail, or waits. */
    static boolean saysItFailed(Mail mail) {
        var report = mail.report();
        var start = report.length() > OPENING ? report.substring(0, OPENING) : report;
        return FAILED.matcher(start).find();
    }

    /** Whether it warns that a mail is late, and will be tried again. */
    static boolean isDelayed(Mail mail) {
        return DELAYED.matcher(mail.report()).find();
    }

    /** Whether somebody answers another mail: then it is no mail system's report. */
    static boolean isAnswer(Mail mail) {
        return PASSED_ON.matcher(mail.subject()).find();
    }

    // who passes a report on, or answers to one, is a person
    private static boolean speaksOfReturn(Mail mail) {
        return SUBJECT.matcher(mail.subject()).find()
                && (isFrom(mail, SENDER) || !PASSED_ON.matcher(mail.subject()).find());
    }

    /** Whether the one who writes may be anybody: then it has to speak as mail systems do. */
    static boolean isPlainSender(Mail mail) {
        var headers = mail.headers();
        return !isFrom(mail, SYSTEM)
                && !isReport(mail)
                && !headers.has("x-failed-recipients")
                && !headers.first("return-path").replace(" ", "").equals("<>")
                && !isListRefusal(mail);
    }

    /** Whether a mailing list's program says that it did not take a mail. */
    static boolean isListRefusal(Mail mail) {
        return isFrom(mail, LIST_PROGRAM) && LIST_REFUSAL.matcher(mail.subject()).find();
    }

    /** Whether an address is a mailing list's program's own. */
    static boolean isListProgram(String address) {
        return LIST_PROGRAM.matcher(address).find();
    }

    private static boolean isFrom(Mail mail, Pattern sender) {
        return mail.headers().all("from").stream().anyMatch(value -> sender.matcher(value).find());
    }

    /** Whether it is framed as a complaint (RFC 5965). */
    static boolean isFeedbackReport(Mail mail) {
        return contentType(mail).matches("(?s).*report-type\\s*=\\s*\"?feedback-report.*");
    }

    private static boolean isReport(Mail mail) {
        return contentType(mail).contains("multipart/report");
    }

    private static String contentType(Mail mail) {
        return mail.headers().first("content-type").toLowerCase(Locale.ROOT);
    }
}
