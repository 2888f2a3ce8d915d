package org.briefwire.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.briefwire.message.Languages;
import org.briefwire.model.Block;
import org.briefwire.model.Briefing;
import org.briefwire.model.DataSize;
import org.briefwire.model.Depth;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.Release;
import org.briefwire.template.Templates;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class ComposerTest {
    private static final Briefing HARBOUR = Samples.own().getFirst();

    private static String words(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    @Test
    void headlineLeadAndPointsStandVerbatimInBothParts() {
        var briefings = new ArrayList<>(Samples.own());
        briefings.addFirst(Samples.real());
        var content = Samples.composer().compose(Samples.digest(briefings));
        var mail = Mails.read(content, Samples.ADA);
        var html = words(Jsoup.parse(mail.html()).text());
        var text = words(mail.text());

        for (var briefing : briefings) {
            assertThat(html).contains(briefing.headline(), briefing.standfirst(), briefing.label());
            assertThat(text).contains(briefing.headline(), briefing.standfirst(), briefing.label());
            assertThat(html).contains(briefing.lead());
            assertThat(text).contains(briefing.lead());
            for (var section : briefing.sections()) {
                for (var block : section.blocks()) {
                    if (block instanceof Block.Points points) {
                        assertThat(html).contains(points.points());
                        assertThat(text).contains(points.points());
                    }
                }
            }
        }
        assertThat(content.findings()).isEmpty();
    }

    @Test
    void theRealBriefingsTwelvePointsAreInBothParts() {
        var mail = Mails.read(Samples.compose(Samples.real()), Samples.ADA);

        assertThat(Jsoup.parse(mail.html()).select("li")).hasSize(12);
        assertThat(mail.text().lines().filter(line -> line.startsWith("• "))).hasSize(12);
        assertThat(mail.text().split("Rameen Siddiqui", -1)).hasSize(2);
    }

    @Test
    void theAuthorIsNamedOnce() {
        var mail = Mails.read(Samples.compose(HARBOUR), Samples.ADA);

        assertThat(mail.html().split("Mara Lindqvist", -1)).hasSize(2);
        assertThat(mail.text().split("Mara Lindqvist", -1)).hasSize(2);
    }

    @Test
    void theHeadersAreThoseOfAList() {
        var bytes = Samples.compose(HARBOUR).stencil().fill(Samples.ADA);
        var raw = new String(bytes, StandardCharsets.US_ASCII);
        var headers = raw.substring(0, raw.indexOf("MIME-Version"));

        assertThat(headers)
                .isEqualTo(
                        """
                        From: The Daily Brief <briefings@example.org>
                        Reply-To: editors@example.org
                        To: Ada Lovelace <ada@example.net>
                        Subject: Harbour Cities Agree to Share Storm Barriers and the Bill
                        Date: Tue, 24 Nov 2026 07:00:00 +0100
                        Message-ID: <12.abcdef@example.org>
                        List-Id: The Daily Brief <daily.example.org>
                        List-Archive: <https://news.example.org/lists/daily>
                        List-Help: <mailto:editors@example.org?subject=help>
                        List-Owner: <mailto:editors@example.org>
                        List-Post: NO
                        List-Unsubscribe: <https://news.example.org/unsubscribe/u1.Zk3_-x>
                        List-Unsubscribe-Post: List-Unsubscribe=One-Click
                        Feedback-ID: 12:daily:briefwire:newsexampleorgb
                        Auto-Submitted: auto-generated
                        Precedence: list
                        X-Auto-Response-Suppress: All
                        Content-Language: en
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void theSubjectIsTheLeadsHeadlineAndHowManyMore() {
        var own = Samples.own();

        assertThat(Samples.compose(own.get(0)).subject()).isEqualTo(own.get(0).headline());
        assertThat(Samples.compose(own.get(0)).preheader()).isEqualTo(own.get(0).standfirst());
        var two = Samples.compose(own.get(0), own.get(1));
        assertThat(two.subject()).isEqualTo(own.get(0).headline() + " – and one more");
        assertThat(two.preheader()).isEqualTo("Also: " + own.get(1).headline());
        var german =
                Samples.composer().compose(Samples.digest(own.subList(0, 3), Depth.FULL, "de-AT"));
        assertThat(german.subject()).isEqualTo(own.get(0).headline() + " – und 2 weitere");
    }

    @Test
    void anEditorsSubjectAndPreheaderAreTaken() {
        var made = Samples.digest(List.of(HARBOUR));
        var digest =
                new Digest(
                        made.list(),
                        made.number(),
                        made.made(),
                        made.depth(),
                        made.language(),
                        made.items(),
                        made.viewUrl(),
                        "[test] Grüße",
                        "Vorab");
        var content = Samples.composer().compose(digest);

        assertThat(content.subject()).isEqualTo("[test] Grüße");
        assertThat(content.preheader()).isEqualTo("Vorab");
        assertThat(Mails.read(content, Samples.ADA).html()).contains(">Vorab");
    }

    @Test
    void aCorrectionSaysSoInTheSubjectAndAboveTheHeadline() {
        var digest = Samples.digest(List.of(HARBOUR));
        var published = digest.items().getFirst().briefing();
        var corrected =
                new DigestItem(
                        new PublishedBriefing(
                                published.id(),
                                published.slug(),
                                published.tagUri(),
                                2,
                                9,
                                published.published(),
                                published.updated(),
                                published.source(),
                                "Nine mayors signed, not eight.",
                                HARBOUR),
                        Release.Kind.CORRECTION);
        var content =
                Samples.composer()
                        .compose(
                                new Digest(
                                        digest.list(),
                                        digest.number(),
                                        digest.made(),
                                        digest.depth(),
                                        digest.language(),
                                        List.of(corrected),
                                        digest.viewUrl(),
                                        "",
                                        ""));

        assertThat(content.subject()).isEqualTo("Correction: " + HARBOUR.headline());
        assertThat(Mails.read(content, Samples.ADA).text())
                .contains("Correction: Nine mayors signed, not eight.\n\nNEWS BRIEF");
        // the label is in the reader's language, the note in the desk's
        assertThat(
                        Jsoup.parse(Mails.read(content, Samples.ADA).html())
                                .select("p:contains(Nine mayors) > span[dir=auto]")
                                .eachText())
                .containsExactly("Correction:", "Nine mayors signed, not eight.");
    }

    @Test
    void depthSaysHowMuchOfABriefingIsShown() {
        var essentials =
                Mails.read(
                        Samples.composer()
                                .compose(Samples.digest(List.of(HARBOUR), Depth.ESSENTIALS, "en")),
                        Samples.ADA);
        var headlines =
                Mails.read(
                        Samples.composer()
                                .compose(Samples.digest(List.of(HARBOUR), Depth.HEADLINES, "en")),
                        Samples.ADA);

        assertThat(essentials.text())
                .contains("After eleven months", "WHY IT MATTERS")
                .doesNotContain("WHAT HAPPENED");
        assertThat(headlines.text())
                .contains(HARBOUR.headline(), "https://news.example.org/briefings/briefing-1")
                .doesNotContain("After eleven months");
    }

    @Test
    void laterBriefingsStepDownUntilTheMailFits() {
        var many = new ArrayList<Briefing>();
        Collections.nCopies(12, Samples.own()).forEach(many::addAll);
        assertThat(many).as("a weekly of a busy desk").hasSizeGreaterThanOrEqualTo(60);
        var content = Samples.composer().compose(Samples.digest(many));
        var mail = Mails.read(content, Samples.ADA);

        assertThat(content.htmlSize()).isBetween(60_000L, 90_000L);
        assertThat(mail.html()).contains("After eleven months").contains("more briefings");
        assertThat(mail.html()).contains("https://news.example.org/editions/daily/12\"");
        assertThat(content.findings()).isEmpty();
    }

    @Test
    void oneHugeBriefingDoesNotPushTheOthersOut() {
        var huge =
                Samples.markup(
                        "Huge",
                        "<p>%s</p>"
                                .formatted(
                                        Collections.nCopies(20_000, "words").stream()
                                                .collect(Collectors.joining(" "))));
        var content = Samples.compose(huge, HARBOUR);
        var mail = Mails.read(content, Samples.ADA);

        assertThat(content.htmlSize()).isLessThan(90_000);
        assertThat(mail.html()).contains("Huge").contains("IMPLICATIONS");
        assertThat(content.findings()).isEmpty();
    }

    @Test
    void aMailThatCannotBeMadeToFitIsHeld() {
        var composer =
                new Composer(
                        Samples.PUBLICATION,
                        Templates.builtIn(),
                        Languages.builtIn(),
                        DataSize.parse("1KB"));

        assertThat(composer.compose(Samples.digest(List.of(HARBOUR))).isHeld()).isTrue();
    }

    @Test
    void theViewInABrowserHasNothingPersonal() {
        var stencil = Samples.compose(HARBOUR).stencil();

        assertThat(stencil.html())
                .contains(HARBOUR.headline(), "1 Example Street")
                .doesNotContain("nsubscribe", "You get this mail", "View in browser");
        assertThat(stencil.text())
                .contains(HARBOUR.headline(), "1 Example Street")
                .doesNotContain("nsubscribe", "You get this mail");
    }

    @Test
    void aStencilIsKeptAsBytes() {
        var stencil = Samples.compose(HARBOUR).stencil();
        var read = Stencil.read(stencil.bytes());

        assertThat(read).isEqualTo(stencil).hasSameHashCodeAs(stencil);
        assertThat(read.fill(Samples.ADA)).isEqualTo(stencil.fill(Samples.ADA));
    }

    @Test
    void theSameDigestGivesTheSameBytes() {
        assertThat(Samples.compose(HARBOUR).stencil())
                .isEqualTo(Samples.compose(HARBOUR).stencil());
    }

    @Test
    void aBriefingKeepsItsOwnLanguageAndDirection() {
        var hebrew = Samples.small("שלום עולם", "פסקה ראשונה", "נקודה");
        var unknown =
                new Briefing(
                        hebrew.headline(),
                        "",
                        "",
                        hebrew.lead(),
                        hebrew.sections(),
                        hebrew.attribution(),
                        hebrew.author(),
                        "",
                        "",
                        List.of());
        var page = Jsoup.parse(Mails.read(Samples.compose(unknown), Samples.ADA).html());

        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        assertThat(page.select("table[dir=rtl] td[style*=text-align:right]")).isNotEmpty();
        assertThat(page.select("ul").attr("style")).contains("margin:0 20px 0 0");
    }

    @Test
    void arrowsPointTheWayInWhichTheReadersLanguageIsWritten() {
        var briefings = List.of(HARBOUR);
        for (var language : List.of("en", "ar")) {
            var mail =
                    Mails.read(
                            Samples.composer()
                                    .compose(Samples.digest(briefings, Depth.FULL, language)),
                            Samples.ADA);
            assertThat(Jsoup.parse(mail.html()).select("a[dir=auto]").eachText())
                    .singleElement()
                    .asString()
                    .endsWith(language.equals("ar") ? " ←" : " →");
            assertThat(mail.text()).doesNotContain("←", "→");
            assertThat(
                            Jsoup.parse(mail.html())
                                    .select("td:has(> p > span[dir=auto])")
                                    .eachAttr("style"))
                    .last()
                    .asString()
                    .contains("text-align:" + (language.equals("ar") ? "right" : "left"));
            // an address in another script keeps its number in front
            assertThat(Jsoup.parse(mail.html()).select("span[dir=auto]").eachText())
                    .contains("1 Example Street, Example City");
        }
    }

    @Test
    void noTemplateHasATagThatItsRecordLacks() {
        assertThat(Composer.faults(Templates.builtIn())).isEmpty();
    }
}
