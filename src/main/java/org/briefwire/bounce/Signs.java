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
    private static final Pattern PASSED_ON =
            Pattern.compile(
                    "(?iu)^\\s*(re|aw|wg|fwd?|tr|rv|enc|i|r|sv|vs|vb|vl|ynt|ilt|odp|pd|antw|doorst|"
                            + "ref|rif|res|отв|пересл|转发|回复|轉寄|回覆|رد|تحويل)\\s?(\\[\\d+])?\\s?[:：]");
    private static final Pattern SUBJECT =
            Pattern.compile(
                    "(?iu)undeliver|un-deliver|non ?deliver|not deliver|"
                            + "delivery (status|failure|report|notification|problem|error|"
                            + "has failed|incomplete|subsystem)|"
                            + "deliver\\w* (fail|error|delay)|"
                            + "mail (system (error|notif|message)|delivery|failed|error|could not)|"
                            + "returned? (mail|to sender|message)|"
                            + "failure (notice|notification|delivery)|"
                            + "failed (mail|delivery|message|to deliver)|"
                            + "message (undeliver|delayed|status|not|could|delivery)|mail failure|"
                            + "warning: (could|message)|rejected|bounce|unable to deliver|"
                            + "could not (be )?deliver|error notification|returned|"
                            + "unzustell|zurückgesandt|nicht zugestellt|non remis|échec|"
                            + "no se (pudo|puede) entregar|devuelto|mancata consegna|недостав|"
                            + "не доставлен|配信|配送|エラー|不能|退信|无法|投递|無法|전송|반송|teslim|"
                            + "nicht (zustellbar|übermittelt)|zustellung fehlgeschlagen|rücksendung|"
                            + "non (délivré|distribué)|remise impossible|retour à l'expéditeur|"
                            + "no entregado|entrega fallida|error (de|en la) entrega|"
                            + "consegna non riuscita|mancat[oa] (recapito|consegna)|não entregue|"
                            + "falha na entrega|devolvid|niet (afgeleverd|bezorgd|bestelbaar)|"
                            + "onbestelbaar|nie dostarczon|niedostarczon|nedoruč|doručení|"
                            + "kunde inte levereras|olevererat|ikke (leveres|leveret|levert)|"
                            + "toimitta(minen|a) epäonnistui|ei voitu toimittaa|kézbesít|"
                            + "nelivrat|livrare eșuat|δεν παραδόθηκε|αδυναμία παράδοσης|"
                            + "не вдалося достави|недоставен|iletilemedi|gönderilemedi|"
                            + "lỗi gửi thư|không gửi được|gagal terkirim|"
                            + "退回|未送达|未送達|送信でき|届けられ|배달|"
                            + "تعذر تسليم|فشل (ال)?تسليم|לא נמסר|वितरित नहीं|वितरण विफल");
    private static final Pattern LIST_PROGRAM =
            Pattern.compile(
                    "(?i)(majordomo|listserv|listproc|mailman|sympa|ecartis|fml|ezmlm)|"
                            + "[^\\s<]-(admin|request|owner|ctl|bounces|help|errors)@");
    private static final Pattern LIST_REFUSAL =
            Pattern.compile(
                    "(?iu)not (a |an )?(list )?(member|subscriber|subscribed)|non-?member|"
                            + "loop alert|mail loop|"
                            + "(post|posting|submission|message|mail)\\b.{0,60}"
                            + "(rejected|denied|refused|not accepted)|not allowed to (post|send)|"
                            + "unable to post|reject(ed|ion) (of|from)|kein mitglied|pas membre|"
                            + "no es miembro|non (è|sei) (iscritto|membro)|не является (членом|подписчиком)|"
                            + "会員ではありません|メンバーではありません");
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
        signs += speaksOfReturn(mail) ? 2 : 0;
        signs += isListRefusal(mail) ? 4 : 0;
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

    private static boolean isReport(Mail mail) {
        return mail.headers()
                .first("content-type")
                .toLowerCase(Locale.ROOT)
                .contains("multipart/report");
    }
}
