package org.briefwire.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.briefwire.message.Languages;
import org.briefwire.model.EmailAddress;
import org.briefwire.template.Templates;
import org.briefwire.testing.Golden;
import org.junit.jupiter.api.Test;

class NoticeComposerTest {
    static final NoticeText TEXT =
            NoticeText.of("Held: The Daily Brief: Ünion & “more”", "An edition waits for you")
                    .paragraph(
                            "Number 12 of The Daily Brief is held. Nobody gets it until someone"
                                    + " lets it go out.")
                    .fact("Subject", "Harbour cities <agree>")
                    .fact("Goes to", "up to 1,204 people")
                    .point("html: the link 'x' is not absolute")
                    .link("Look at it and decide", "https://news.example.org/approve/abc_-")
                    .link(
                            "See the mail as it would go out",
                            "https://news.example.org/editions/d/1")
                    .small("You get this because your address stands under the editors.");

    static byte[] compose(NoticeText text, String language) {
        return new NoticeComposer(Samples.PUBLICATION, Templates.builtIn(), Languages.builtIn())
                .compose(
                        new Notice(
                                EmailAddress.parse("desk@example.org"),
                                language,
                                "0123@example.org",
                                Instant.parse("2026-11-24T06:00:00Z"),
                                text));
    }

    @Test
    void theHeadersAreThoseOfAMailThatNobodySubscribedTo() {
        var raw = new String(compose(TEXT, "de-AT"), StandardCharsets.US_ASCII);

        assertThat(raw.substring(0, raw.indexOf("MIME-Version")))
                .isEqualTo(
                        """
                        From: Example News <briefings@example.org>
                        Reply-To: editors@example.org
                        To: desk@example.org
                        Subject: =?UTF-8?B?SGVsZDogVGhlIERhaWx5IEJyaWVmOiDDnG5pb24gJiDigJxtb3Jl?=
                         =?UTF-8?B?4oCd?=
                        Date: Tue, 24 Nov 2026 07:00:00 +0100
                        Message-ID: <0123@example.org>
                        Auto-Submitted: auto-generated
                        X-Auto-Response-Suppress: All
                        Content-Language: de
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void theHtmlPart() {
        Golden.assertSame("mail/notice.html", Mails.read(compose(TEXT, "en")).html());
    }

    @Test
    void theTextPart() {
        Golden.assertSame("mail/notice.txt", Mails.read(compose(TEXT, "en")).text());
    }

    @Test
    void whatComesFromOutsideIsTextAndNothingElse() {
        var hostile =
                NoticeText.of("a\r\nBcc: x@example.org", "<b>\uFDD0ADDRESS\uFDD1")
                        .paragraph("<script>alert(1)</script>{{title}}");

        var mail = Mails.read(compose(hostile, "en"));

        assertThat(mail.header("Subject")).isEqualTo("a Bcc: x@example.org");
        assertThat(mail.html())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;{{title}}")
                .contains("&lt;b&gt;ADDRESS")
                .doesNotContain("<script");
    }
}
