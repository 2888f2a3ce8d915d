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
    private static final Pattern SUBJECT =
            Pattern.compile(
                    "(?iu)undeliver|un-deliver|non ?deliver|not deliver|"
                            + "delivery (status|failure|report|notification|problem|error|"
                            + "has failed|incomplete|subsystem)|"
                            + "deliver\\w* (fail|error|delay)|"
                            + "mail (system|delivery|failed|error|could not)|"
                            + "returned? (mail|to sender|message)|"
                            + "failure (notice|notification|delivery)|"
                            + "failed (mail|delivery|message|to deliver)|"
                            + "message (undeliver|delayed|status|not|could|delivery)|mail failure|"
                            + "warning: (could|message)|rejected|bounce|unable to deliver|"
                            + "could not (be )?deliver|error notification|returned|"
                            + "unzustell|zurückgesandt|nicht zugestellt|non remis|échec|"
                            + "no se (pudo|puede) entregar|devuelto|mancata consegna|недостав|"
                            + "не доставлен|配信|配送|エラー|不能|退信|无法|投递|無法|전송|반송|teslim");
    private static final Pattern REPLY_SUBJECT =
            Pattern.compile(
                    "(?iu)^\\s*(re:\\s*|aw:\\s*)?(auto(matic|mated|matische)?[ -]?"
                            + "(reply|response|antwort|re\\b|:)|auto:|out of (the )?office|vacation|"
                            + "away from|abwesenheit|réponse automatique|absence|"
                            + "respuesta automática|fuera de la oficina|risposta automatica|"
                            + "fuori sede|automatisch antwoord|autosvar|автоответ|"
                            + "автоматический ответ|自動返信|不在|自动回复|自動回覆|자동 회신|부재중|"
                            + "رد تلقائي|خارج المكتب|स्वचालित|odpowiedź automatyczna|"
                            + "resposta automática|otomatik)");

    private Signs() {}

    /** Whether a mail system wrote it, beyond doubt. */
    static boolean isDaemon(Mail mail) {
        return isFrom(mail, CERTAIN_SENDER) || isReport(mail);
    }

    /** How much speaks for a mail system's report; from {@link #MAY_BE} on it may be one. */
    static int ofReport(Mail mail) {
        var headers = mail.headers();
        var signs = isFrom(mail, SENDER) ? 2 : 0;
        signs += SUBJECT.matcher(mail.subject()).find() ? 2 : 0;
        signs += headers.has("x-failed-recipients") ? 3 : 0;
        signs += headers.first("return-path").replace(" ", "").equals("<>") ? 1 : 0;
        signs += isReport(mail) ? 2 : 0;
        signs += headers.first("auto-submitted").startsWith("auto-") ? 1 : 0;
        // a newsletter that writes of failed mail is a newsletter
        return headers.has("list-id") && signs < 4 ? 0 : signs;
    }

    /** Whether a person's mail program answered by itself (RFC 3834). */
    static boolean isAutomaticReply(Mail mail) {
        var headers = mail.headers();
        if (headers.has("x-failed-recipients") || isDaemon(mail)) {
            return false;
        }
        return headers.first("auto-submitted").toLowerCase(Locale.ROOT).startsWith("auto-replied")
                || headers.has("x-autoreply")
                || headers.has("x-autorespond")
                || headers.first("precedence").equalsIgnoreCase("auto_reply")
                || REPLY_SUBJECT.matcher(mail.subject()).find();
    }

    private static boolean isFrom(Mail mail, Pattern sender) {
        return mail.headers().all("from").stream().anyMatch(value -> sender.matcher(value).find());
    }

    private static boolean isReport(Mail mail) {
        return mail.headers()
                .first("content-type")
                .toLowerCase(Locale.ROOT)
                .contains("multipart/report");
    }
}
