package org.briefwire.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.briefwire.model.Medium;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class PicturesInMailTest {
    private static final String OURS = "https://news.example.org/media/" + "ab".repeat(32);
    private static final Map<String, Medium> KEPT =
            Map.of(Samples.PICTURE.reference(), Samples.MEDIUM);

    @Test
    void aBriefingsPictureIsOursWithItsWordsAndItsCredit() {
        var briefing = Samples.small("H", "L", "P").withPicture(Samples.PICTURE);

        var content =
                Samples.composer()
                        .compose(Samples.digest(Samples.published(1, briefing).withMedia(KEPT)));

        var mail = Mails.read(content, Samples.ADA);
        var page = Jsoup.parse(mail.html());
        var image = page.select("img");
        assertThat(image.attr("src")).isEqualTo(OURS);
        assertThat(image.attr("alt")).isEqualTo("A <hall> & a pier");
        assertThat(image.attr("width")).isEqualTo("552");
        assertThat(image.attr("style")).contains("width:100%").endsWith("max-width: 552px");
        assertThat(page.select("p:has(img) + p").text()).isEqualTo("Ada");
        assertThat(mail.text()).contains("[A <hall> & a pier · Ada]");
        assertThat(content.findings()).isEmpty();
    }

    @Test
    void aPictureThatIsNotHadIsNotShown() {
        var briefing = Samples.small("H", "L", "P").withPicture(Samples.PICTURE);

        var mail =
                Mails.read(
                        Samples.composer().compose(Samples.digest(Samples.published(1, briefing))),
                        Samples.ADA);

        assertThat(mail.html()).doesNotContain("<img", "agency.example.com", "hall");
    }

    @Test
    void aFeedsPictureIsOursOrALink() {
        var briefing =
                Samples.markup(
                        "H",
                        "<p><img alt=\"One\" src=\"https://agency.example.com/a.jpg?b&#61;1&amp;c&#61;2\">"
                                + "<img src=\"https://agency.example.com/b.jpg\" alt=\"Two\"></p>");

        var content =
                Samples.composer()
                        .compose(Samples.digest(Samples.published(1, briefing).withMedia(KEPT)));

        var page = Jsoup.parse(Mails.read(content, Samples.ADA).html());
        assertThat(page.select("img").eachAttr("src")).containsExactly(OURS);
        assertThat(page.select("img").attr("alt")).isEqualTo("One");
        assertThat(page.select("img").attr("width")).isEqualTo("552");
        assertThat(page.select("a:contains(Two)").attr("href"))
                .isEqualTo("https://agency.example.com/b.jpg");
        assertThat(content.findings()).isEmpty();
    }
}
