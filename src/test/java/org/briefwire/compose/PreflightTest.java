package org.briefwire.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.briefwire.model.DataSize;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private static final Preflight PREFLIGHT =
            new Preflight(Samples.PUBLICATION, DataSize.parse("2KB"));

    private static List<Finding> check(String html, String text) {
        var mail = new MailWriter();
        mail.header("To", "", Stencil.blank(Blank.TO, Place.MAILBOX_HEADER), "");
        mail.header("Message-ID", "<", Stencil.blank(Blank.MESSAGE_ID, Place.URI_HEADER), ">");
        mail.header("X", "<", Stencil.blank(Blank.UNSUBSCRIBE_URL, Place.URI_HEADER), ">");
        return PREFLIGHT.check(Stencil.read(mail.alternatives(text, html)), html, text);
    }

    private static Finding error(String where, String what) {
        return new Finding(Finding.Severity.ERROR, where, what);
    }

    private static Finding warning(String what) {
        return new Finding(Finding.Severity.WARNING, "html", what);
    }

    private static Finding noChoices(String where) {
        return new Finding(
                Finding.Severity.WARNING,
                where,
                "has no link to the reader's choices ({{preferencesUrl}})");
    }

    private static final String LEAVE = Marks.of(Blank.UNSUBSCRIBE_URL);
    private static final String CHOOSE = Marks.of(Blank.PREFERENCES_URL);
    private static final String HTML =
            "<a href=\"%s\">x</a> <a href=\"%s\">y</a> 1 Example Street, Example City"
                    .formatted(LEAVE, CHOOSE);
    private static final String TEXT = LEAVE + " " + CHOOSE + " 1 Example Street, Example City";

    @Test
    void aGoodMailHasNoFinding() {
        assertThat(check(HTML, TEXT)).isEmpty();
    }

    @Test
    void whatATemplateMayForgetIsAnError() {
        assertThat(check("1 Example Street, Example City", "1 Example Street, Example City"))
                .containsExactly(
                        error("html", "has no UNSUBSCRIBE_URL; the template must have it"),
                        error("text", "has no UNSUBSCRIBE_URL; the template must have it"),
                        noChoices("html"),
                        noChoices("text"));
        assertThat(check(HTML, " "))
                .contains(error("text", "is empty; it must say what the HTML says"));
    }

    @Test
    void linksAreAbsoluteOrPointIntoTheMail() {
        assertThat(
                        check(
                                HTML
                                        + "<a href=\"/x\"></a><a href=\"#a\"></a><a href=\"#b\"></a>"
                                        + "<p id=\"a\"></p><a href=\"mailto:a@b.org\"></a>",
                                TEXT))
                .containsExactly(
                        error("html", "links to '/x'; a mail needs whole addresses (https://…)"),
                        error("html", "links to #b, which is not there"));
    }

    @Test
    void imagesHaveAlternativeTextAndAnAddress() {
        assertThat(
                        check(
                                HTML
                                        + "<img src=\"https://news.example.org/a\" width=\"9\">"
                                        + "<img src=\"cid:x\" alt=\"\">"
                                        + "<img src=\"https://e.org/a\" alt=\"\" width=\"9\">"
                                        + "<img src=\"https://news.example.org/b\" alt=\"\">",
                                TEXT))
                .containsExactly(
                        error(
                                "html",
                                "image https://news.example.org/a has no alt text; decoration has alt=\"\""),
                        warning("image 'cid:x' is not shown by many mail programs"),
                        warning(
                                "image https://e.org/a is another server's, which learns who reads"
                                        + " and when"),
                        warning(
                                "image https://news.example.org/b has no width: Outlook shows it at"
                                        + " its full size"));
    }

    @Test
    void sizesAndTagsAreLookedAt() {
        assertThat(check(HTML + "<style>" + "a".repeat(9000) + "</style> {{tag}}", TEXT))
                .extracting(Finding::what)
                .satisfiesExactly(
                        size -> assertThat(size).contains("more than max-size (2000)"),
                        style -> assertThat(style).contains("Gmail takes 8192"),
                        tag -> assertThat(tag).contains("'{{'"));
    }

    @Test
    void aMissingPostalAddressIsAWarning() {
        assertThat(
                        check(
                                "<a href=\"%s\">x</a> <a href=\"%s\">y</a>"
                                        .formatted(LEAVE, CHOOSE),
                                LEAVE + CHOOSE))
                .extracting(Finding::holds)
                .containsExactly(false, false);
    }
}
