package org.briefwire.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports in forms that the corpus does not hold, or hardly. */
class ReportVariantsTest {
    private static final String READER = "reader@example.net";
    private static final String COPY =
            """
            Content-Type: message/rfc822

            From: The Daily Brief <briefings@example.org>
            To: reader@example.net
            Subject: The Daily Brief

            News.
            """;

    private static BounceReading read(String mail) {
        return BounceReader.read(mail.getBytes(StandardCharsets.UTF_8));
    }

    private static String parts(String head, String... parts) {
        return "MIME-Version: 1.0\n"
                + head
                + "\n\n--b\n"
                + String.join("\n--b\n", parts)
                + "\n--b--\n";
    }

    private static String feedback(String type, String fields, String copy) {
        return parts(
                """
                From: fbl@example.com
                To: abuse@example.org
                Subject: FW: The Daily Brief
                Content-Type: multipart/report; report-type=feedback-report; boundary=b\
                """,
                "Content-Type: text/plain\n\nThis is an email abuse report.\n",
                "Content-Type: message/feedback-report\n\nFeedback-Type: "
                        + type
                        + "\nUser-Agent: some/1.0\nVersion: 1\n"
                        + fields,
                copy);
    }

    private static String report(String fields) {
        return parts(
                """
                From: MAILER-DAEMON@example.com
                To: briefings@example.org
                Subject: Delivery report
                Content-Type: multipart/report; report-type=delivery-status; boundary=b\
                """,
                "Content-Type: text/plain\n\nSee the report.\n",
                "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\n"
                        + fields,
                COPY);
    }

    @ParameterizedTest
    @CsvSource({
        "abuse, complaint",
        "Abuse, complaint",
        "fraud, complaint",
        "virus, complaint",
        "other, complaint",
        "opt-out, complaint",
        "opt-out-list, complaint",
        "unknown-to-anybody, complaint",
        "auth-failure, authentication",
        "not-spam, not-spam"
    })
    void everyFeedbackReportIsRecognisedAndNotEachIsAReadersComplaint(
            String type, String category) {
        assertThat(
                        read(feedback(type, "Original-Rcpt-To: <reader@example.net>\n", COPY))
                                .recipients())
                .containsExactly(new Returned(READER, "", category, false));
        assertThat(read(feedback(type, "", COPY)).recipients())
                .containsExactly(new Returned(READER, "", category, false));
        assertThat(read(feedback(type, "", COPY)).kind()).isEqualTo(Kind.COMPLAINT);
    }

    /** Seen in the corpus: a gateway has taken the fold before the parameter away. */
    @Test
    void aMultipartThatLostItsBoundaryIsReadByTheOneThatItShows() {
        var mail =
                report(
                                "Final-Recipient: rfc822; reader@example.net\nAction: failed\nStatus: 5.1.1\n")
                        .replace("; report-type=delivery-status; boundary=b", ";\nboundary=b");

        assertThat(read(mail).recipients())
                .containsExactly(new Returned(READER, "5.1.1", "unknown-user", true));
        assertThat(read(mail).origin().traces()).contains("News.\n");
    }

    @Test
    void aTextThatCallsItselfNothingInParticularIsReadWhenNothingElseIsOne() {
        var said = "Your message to reader@example.net could not be delivered: no such user here.";
        var coded = Base64.getMimeEncoder().encodeToString(said.getBytes(StandardCharsets.UTF_8));
        var mail =
                parts(
                        "From: MAILER-DAEMON@example.com\nSubject: Undelivered\n"
                                + "Content-Type: multipart/mixed; boundary=b",
                        "Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n"
                                + coded
                                + "\n");

        assertThat(read(mail).recipients())
                .containsExactly(new Returned(READER, "", "unknown-user", true));
    }

    @Test
    void aServersCodeMayBePartedFromItsWordsByAFold() {
        var mail =
                """
                From: MAILER-DAEMON@example.com
                Subject: Undelivered Mail

                <reader@example.net>: host mx.example.net[192.0.2.1] said: 550
                    5.4.1 <reader@example.net>: Recipient address rejected: Access
                    denied [AB01.prod.example] (in reply to RCPT TO command)
                """;

        assertThat(read(mail).recipients())
                .containsExactly(new Returned(READER, "5.4.1", "unknown-user", true));
    }

    @Test
    void whatIsSaidBehindTheAddressComesBeforeAVagueStatus() {
        var mail =
                report(
                                "Final-Recipient: rfc822; reader@example.net\nAction: failed\nStatus: 5.4.4\n")
                        .replace(
                                "See the report.",
                                "<reader@example.net>: Name service error for name=example.net"
                                        + " type=MX: Malformed or unexpected name server reply");

        assertThat(read(mail).recipients())
                .containsExactly(new Returned(READER, "5.4.4", "routing", false));
    }

    @Test
    void whoeverSendsAMailBackToItsAuthorWithItsTracesReports() {
        var mail =
                """
                From: <mx7@example.com>
                To: <briefings@example.org>
                Subject: Notice

                Your mail could not be delivered.
                reader@example.net Invalid Address, ERROR_CODE :550

                Received: from mail.example.org by mx7.example.com; Tue, 24 Nov 2026 07:00:09 +0100
                From: The Daily Brief <news@example.org>
                To: %s
                Subject: The Daily Brief
                """;

        assertThat(read(mail.formatted(READER)).kind()).isEqualTo(Kind.BOUNCE);
        assertThat(read(mail.formatted(READER)).recipients())
                .extracting(Returned::address)
                .containsExactly(READER);
        assertThat(read(mail.formatted("mx7@example.com")).kind()).isEqualTo(Kind.NONE);
    }

    @Test
    void eachRecipientOfANotificationHasItsOwnDiagnosis() {
        var mail =
                """
                From: no-reply@sns.example.com
                Subject: Notification

                {"notificationType":"Bounce","bounce":{"bouncedRecipients":[
                {"emailAddress":"reader@example.net","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"},
                {"status":"5.2.2","emailAddress":"full@example.net","diagnosticCode":"smtp; 552 5.2.2 mailbox full"}]}}
                """;

        assertThat(read(mail).recipients())
                .containsExactly(
                        new Returned(READER, "5.1.1", "unknown-user", true),
                        new Returned("full@example.net", "5.2.2", "mailbox-full", false));
    }

    @Test
    void aReportThatNamesNobodyIsAComplaintAllTheSame() {
        var reading = read(feedback("abuse", "", COPY.replace(READER, "undisclosed-recipients:;")));

        assertThat(reading.kind()).isEqualTo(Kind.COMPLAINT);
        assertThat(reading.recipients()).isEmpty();
        assertThat(reading.unnamed(READER)).isEqualTo(new Returned(READER, "", "complaint", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Original-Rcpt-To: reader@example.net",
                "Original-Rcpt-To: rfc822; reader@example.net",
                "Original-Recipient: rfc822;reader@example.net",
                "Removal-Recipient: Reader@Example.net",
                "Redacted-Address: reader@example.net"
            })
    void whoComplainedStandsInOneOfMoreFields(String field) {
        assertThat(read(feedback("abuse", field + "\n", "Content-Type: text/plain\n\nx\n")))
                .extracting(reading -> reading.recipients().getFirst().address())
                .asString()
                .isEqualToIgnoringCase(READER);
    }

    @Test
    void aComplaintWithoutItsMachinePartIsRecognisedByItsFrame() {
        var framed =
                parts(
                        """
                        From: fbl@example.com
                        Subject: FW: The Daily Brief
                        Content-Type: multipart/report; report-type="feedback-report"; boundary=b\
                        """,
                        "Content-Type: text/plain\n\nSomebody does not like this.\n",
                        COPY);

        assertThat(read(framed).kind()).isEqualTo(Kind.COMPLAINT);
        assertThat(read(framed).recipients())
                .containsExactly(new Returned(READER, "", "complaint", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This is an email abuse report for an email message received from 192.0.2.1.",
                "This is a spam complaint about a message from your network.",
                "One of our users has marked this message as spam."
            })
    void aComplaintInWordsIsOneWhenTheMailComesWithIt(String says) {
        var mail =
                parts(
                        """
                        From: feedback@example.com
                        Subject: Abuse report
                        Content-Type: multipart/mixed; boundary=b\
                        """,
                        "Content-Type: text/plain\n\n" + says + "\n",
                        COPY);

        assertThat(read(mail).kind()).isEqualTo(Kind.COMPLAINT);
        assertThat(read(mail.replace("message/rfc822", "text/x-other")).kind())
                .isEqualTo(Kind.NONE);
    }

    @Test
    void aComplaintOfHotmailsOldProgramNamesTheReaderInTheCopy() {
        var mail =
                parts(
                        """
                        From: staff@hotmail.com
                        Subject: complaint about message from 192.0.2.1
                        Content-Type: multipart/mixed; boundary=b\
                        """,
                        COPY.replace(
                                "From: The Daily",
                                "X-HmXmrOriginalRecipient: reader@example.net\nFrom: The Daily"));

        assertThat(read(mail).recipients())
                .containsExactly(new Returned(READER, "", "complaint", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivered", "relayed", "expanded", "Delivered (to mailbox)"})
    void whatArrivedIsNoBounce(String action) {
        var reading =
                read(
                        report(
                                "Final-Recipient: rfc822; reader@example.net\nAction: "
                                        + action
                                        + "\nStatus: 2.1.5\n"));

        assertThat(reading.kind()).isEqualTo(Kind.DELIVERED);
        assertThat(reading.recipients())
                .containsExactly(new Returned(READER, "2.1.5", "delivered", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.4.1", "4.0.0", "4.4.7", "4.1.1", "4.1.2"})
    void whatIsOnlyDelayedIsNotHard(String status) {
        var reading =
                read(
                        report(
                                "Final-Recipient: rfc822; reader@example.net\nAction: delayed\n"
                                        + "Status: "
                                        + status
                                        + "\nWill-Retry-Until: Fri, 27 Nov 2026 07:00:00 +0000\n"));

        assertThat(reading.kind()).isEqualTo(Kind.BOUNCE);
        assertThat(reading.recipients()).extracting(Returned::hard).containsExactly(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A message that you sent has not yet been delivered to one of its recipients.",
                "THIS IS A WARNING MESSAGE ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.",
                "It could not be delivered for 4 hours. It will be retried until it is 5 days old."
            })
    void aWarningInWordsIsNotHardWhateverItsReason(String says) {
        var mail =
                """
                From: MAILER-DAEMON@example.com
                To: briefings@example.org
                Subject: Warning: message delayed 24 hours

                %s

                <reader@example.net>: Host or domain name not found
                """
                        .formatted(says);

        assertThat(read(mail).recipients())
                .containsExactly(new Returned(READER, "", "delayed", false));
    }

    @Test
    void eachOfSeveralRecipientsHasItsOwnFate() {
        var reading =
                read(
                        report(
                                """
                                Final-Recipient: rfc822; one@example.net
                                Action: failed
                                Status: 5.1.1
                                Diagnostic-Code: smtp; 550 5.1.1 no such user

                                Final-Recipient: rfc822; two@example.net
                                Action: failed
                                Status: 5.2.2
                                Diagnostic-Code: smtp; 552 5.2.2 mailbox full

                                Final-Recipient: rfc822; three@example.net
                                Action: delivered
                                Status: 2.0.0

                                Final-Recipient: rfc822; four@example.net
                                Action: delayed
                                Status: 4.4.1
                                """));

        assertThat(reading.recipients())
                .containsExactly(
                        new Returned("one@example.net", "5.1.1", "unknown-user", true),
                        new Returned("two@example.net", "5.2.2", "mailbox-full", false),
                        new Returned("four@example.net", "4.4.1", "delayed", false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    5.2.1 | said: 550 5.2.1 no such user (in reply to RCPT TO command)         | unknown-user
                    5.4.1 | (reason: 550 5.4.1 Recipient address rejected: Access denied)      | unknown-user
                    5.7.1 | <<< 553 Invalid recipient reader (after RCPT TO)                    | unknown-user
                    5.1.1 | said: 550 5.7.1 Client host blocked using list.example              | reputation
                    5.1.1 | said: 550 5.1.1 user unknown. The account is disabled.              | suspended
                    5.1.1 | said: 550 5.1.1 user unknown. The mailbox is full.                  | mailbox-full
                    """)
    void theServersWordsCountBeforeTheStatusAlsoWhenOnlyTheTextHasThem(
            String status, String says, String category) {
        var mail =
                report(
                                "Final-Recipient: rfc822; reader@example.net\nAction: failed\nStatus: "
                                        + status
                                        + "\n")
                        .replace(
                                "See the report.",
                                "Please check that the address is right.\n\n<reader@example.net>: "
                                        + says
                                        + "\n\nIf it goes on, ask your postmaster.");

        assertThat(read(mail).recipients())
                .extracting(Returned::category)
                .containsExactly(category);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Boite du destinataire pleine          | mailbox-full
                    Destinataire inexistant               | unknown-user
                    Compte desactive                      | suspended
                    Empfaenger ungueltig                  | unknown-user
                    EMPFÄNGER UNGÜLTIG                    | unknown-user
                    Postfach uebervoll, Kontingent ueberschritten | mailbox-full
                    Usuario invalido                      | unknown-user
                    Buzon lleno                           | mailbox-full
                    """)
    void whatServersSpellWithoutAccentsIsUnderstood(String says, String category) {
        var reply = "550 5.1.1 " + says + " (in reply to RCPT TO command)";

        assertThat(BounceReader.refusal(READER, reply).category()).isEqualTo(category);
    }

    @Test
    void aStatusInBase64IsRead() {
        var fields =
                "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822;x\nOriginal-Recipient:"
                        + " rfc822;reader@example.net\nAction: failed\nStatus: 5.1.1\n";
        var mail =
                parts(
                        """
                        From: postmaster@example.com
                        Subject: x
                        Content-Type: multipart/report; report-type=delivery-status; boundary=b\
                        """,
                        "Content-Type: message/delivery-status\nContent-Transfer-Encoding:"
                                + " base64\n\n"
                                + Base64.getMimeEncoder()
                                        .encodeToString(fields.getBytes(StandardCharsets.UTF_8)));

        assertThat(read(mail).recipients())
                .containsExactly(new Returned(READER, "5.1.1", "unknown-user", true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ISO-8859-1   | Unzustellbar: Ihre Nachricht   | Die Nachricht konnte nicht zugestellt werden. Empfänger unbekannt
                    UTF-16       | Non remis : votre message      | Votre message n'a pas pu être remis. Destinataire inconnu
                    ISO-2022-JP  | 配信不能                        | メールを配信できませんでした。宛先のメールアドレスが見つかりません
                    EUC-KR       | 배달 실패                       | 메일을 전달하지 못했습니다. 사용자를 찾을 수 없습니다
                    GB18030      | 退信                           | 无法投递您的邮件。收件人不存在
                    KOI8-R       | Не доставлено                  | Сообщение не может быть доставлено. Пользователь не найден
                    windows-1256 | تعذر تسليم الرسالة              | تعذر تسليم رسالتك. المستلم غير موجود
                    windows-1254 | Mesajınız iletilemedi          | Mesajınız teslim edilemedi. Kullanıcı bulunamadı
                    """)
    void aReportInAnyLanguageAndCharsetIsUnderstood(String charset, String subject, String says) {
        var text = "%s:\n\n   reader@example.net\n".formatted(says);
        var mail =
                """
                From: <postmaster@mx.example.com>
                To: briefings@example.org
                Subject: =?UTF-8?B?%s?=
                MIME-Version: 1.0
                Content-Type: text/plain; charset=%s
                Content-Transfer-Encoding: base64

                %s
                """
                        .formatted(
                                base64(subject, StandardCharsets.UTF_8.name()),
                                charset,
                                base64(text, charset));

        assertThat(read(mail).recipients())
                .containsExactly(new Returned(READER, "", "unknown-user", true));
    }

    private static String base64(String text, String charset) {
        return Base64.getEncoder().encodeToString(text.getBytes(Charset.forName(charset)));
    }

    @Test
    void aReportThatCallsItselfAReplyIsABounce() {
        var mail =
                """
                From: Mail <mx7@mx.example.com>
                To: briefings@example.org
                Subject: Mail delivery failed: returning message to sender
                Auto-Submitted: auto-replied

                A message that you sent could not be delivered to one or more recipients:

                  reader@example.net
                    host mx.example.net: 550 5.1.1 no such user
                """;

        assertThat(read(mail).kind()).isEqualTo(Kind.BOUNCE);
        assertThat(read(mail.replaceFirst("Subject: .*", "Subject: Out of office")).kind())
                .isEqualTo(Kind.AUTOREPLY);
    }

    @Test
    void aReportWhoseHeadSaysNothingIsKnownByItsWordsAndItsEmptySender() {
        var mail =
                """
                Return-Path: <>
                From: Mail <mx7@mx.example.com>
                To: briefings@example.org
                Subject: Notice

                Your message could not be delivered to:

                  <reader@example.net>: no such user
                """;

        assertThat(read(mail).recipients())
                .containsExactly(new Returned(READER, "", "unknown-user", true));
        assertThat(read(mail.replace("Return-Path: <>\n", "")).kind()).isEqualTo(Kind.NONE);
    }

    @Test
    void whomTheReportSaysToAskIsNotWhomItTellsOf() {
        var mail =
                """
                From: MAILER-DAEMON@mx.example.com
                To: briefings@example.org
                Subject: Undelivered Mail Returned to Sender

                The message below could not be delivered. For help, please contact
                the desk <help@provider.example>, or come by.

                The mail went to reader@example.net, whose mailbox is full.
                %s
                """;

        assertThat(read(mail.formatted("")).recipients())
                .containsExactly(new Returned(READER, "", "mailbox-full", false));
        // who is not named is known by the address that it came to
        var nobody = read(mail.formatted("").replace(READER, "somebody"));
        assertThat(nobody.kind()).isEqualTo(Kind.BOUNCE);
        assertThat(nobody.recipients()).isEmpty();
    }

    @Test
    void aCopyBehindAHeadingThatNobodyKnowsIsACopy() {
        var mail =
                """
                From: MAILER-DAEMON@mx.example.com
                To: briefings@example.org
                Subject: failure notice

                This mail could not be delivered to everybody:
                <reader@example.net> does not exist.

                ~~~ what you wrote ~~~
                Authentication-Results: mx.example.com; spf=pass smtp.mailfrom=us@example.org
                X-Received: from a@b.example
                To: reader@example.net, other@example.net
                Subject: News
                """;

        assertThat(read(mail).recipients())
                .containsExactly(new Returned(READER, "", "unknown-user", true));
    }

    @Test
    void aPersonWhoTellsOfAReportIsAPerson() {
        var mail =
                """
                From: Jane Roe <jane@example.net>
                To: briefings@example.org
                Subject: Re: could not deliver

                I wrote to your colleague, and it was returned to me:

                  desk@example.org
                    host mx.example.org: 550 5.1.1 no such user
                """;

        assertThat(read(mail)).extracting(BounceReading::kind).isEqualTo(Kind.NONE);
        assertThat(read(mail).recipients()).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "said by 192.5.1.1",
                "said by 5.1.1.9",
                "said by host-5.1.1-9.pool.example",
                "said by Filter/5.1.1"
            })
    void partsOfAddressesNamesAndVersionsAreNoStatus(String status) {
        var reading =
                read(
                        report(
                                "Final-Recipient: rfc822; reader@example.net\nAction: failed\nStatus: "
                                        + status
                                        + "\nDiagnostic-Code: smtp; 550 from host-5.1.1-9.pool.example\n"));

        assertThat(reading.recipients()).containsExactly(new Returned(READER, "", "other", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 too many messages: 556 in an hour",
                "550 host-5.1.1-9.pool.example is not welcome",
                "550 scanned by Filter/5.1.1, not welcome"
            })
    void numbersInAReplySuppressNobody(String reply) {
        assertThat(BounceReader.refusal(READER, reply).follows()).isNotEqualTo(Follows.SUPPRESS);
    }

    /** RFC 7504: the domain takes no mail. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "556 nobody here",
                "smtp; 556 nobody here",
                "host mx.example.net said: 556 nobody here",
                "the answer was 556 5.1.10 nobody here"
            })
    void theReplyThatADomainTakesNoMailSuppresses(String reply) {
        assertThat(BounceReader.refusal(READER, reply).follows()).isEqualTo(Follows.SUPPRESS);
    }
}
