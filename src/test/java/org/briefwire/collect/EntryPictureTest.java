package org.briefwire.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.briefwire.model.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The picture of an entry, however its feed gives it. */
class EntryPictureTest {
    private static final URI ADDRESS = URI.create("https://agency.example.org/rss");

    private static Optional<Picture> picture(String inItem) {
        return picture(inItem, "http://search.yahoo.com/mrss/");
    }

    private static Optional<Picture> picture(String inItem, String namespace) {
        var rss =
                """
                <rss version="2.0" xmlns:media="%s" xmlns:content="http://purl.org/rss/1.0/modules/content/">
                <channel><title>A</title><link>https://agency.example.org/</link>
                <description>d</description><item><guid>1</guid><title>A storm</title>%s</item>
                </channel></rss>
                """
                        .formatted(namespace, inItem);
        return entry(rss).picture();
    }

    private static FeedEntry entry(String feed) {
        return FeedReader.read(feed.getBytes(UTF_8), "", ADDRESS).entries().getFirst();
    }

    private static Optional<Picture> shown(String file, String alt) {
        return Optional.of(new Picture("https://agency.example.org/" + file, alt, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<enclosure url=\"/p.jpg\" length=\"1\" type=\"image/jpeg\"/>",
                "<enclosure url=\"/p.jpg\"/>",
                "<media:thumbnail url=\"/p.jpg\"/>",
                "<media:content url=\"/p.jpg\" medium=\"image\"/>",
                "<media:content url=\"/p.jpg\" type=\"image/jpeg\"/>",
                "<media:content url=\"https://agency.example.org/p.jpg\"/>",
                "<media:group><media:content url=\"/p.jpg\" medium=\"image\"/></media:group>",
                "<media:content url=\"/film.mp4\" medium=\"video\"><media:thumbnail url=\"/p.jpg\"/></media:content>",
            })
    void isFoundWhereverItStands(String inItem) {
        assertThat(picture(inItem)).isEqualTo(shown("p.jpg", "A storm"));
        assertThat(picture(inItem, "http://search.yahoo.com/mrss"))
                .isEqualTo(shown("p.jpg", "A storm"));
    }

    @Test
    void theWidestContentComesBeforeThumbnailsAndEnclosures() {
        assertThat(
                        picture(
                                """
                                <enclosure url="/enclosed.jpg" type="image/jpeg"/>
                                <media:thumbnail url="/thumb.jpg" width="9000"/>
                                <media:group>
                                  <media:content url="/small.jpg" medium="image" width="140"/>
                                  <media:content url="/large.jpg" medium="image" width="1200"/>
                                  <media:content url="/odd.jpg" medium="image" width="wide"/>
                                </media:group>
                                """))
                .isEqualTo(shown("large.jpg", "A storm"));
    }

    @Test
    void itsOwnWordsAndItsCreditAreTaken() {
        assertThat(
                        picture(
                                """
                                <media:group><media:content url="/p.jpg" medium="image">
                                <media:title>Sea</media:title>
                                <media:description type="html">Waves &lt;b&gt;break&lt;/b&gt;</media:description>
                                </media:content><media:credit role="photographer">Ada/AFP</media:credit></media:group>
                                """))
                .contains(
                        new Picture("https://agency.example.org/p.jpg", "Waves break", "Ada/AFP"));
        assertThat(picture("<media:title>Sea</media:title><media:thumbnail url=\"/p.jpg\"/>"))
                .isEqualTo(shown("p.jpg", "Sea"));
    }

    @Test
    void atomsLinkIsOneToo() {
        var feed =
                """
                <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://agency.example.org/">
                <title>A</title><id>a</id><updated>2026-11-23T10:00:00Z</updated>
                <entry><id>1</id><title>A storm</title><updated>2026-11-23T10:00:00Z</updated>
                <link href="one"/><link rel="enclosure" type="image/png" href="p.png"/></entry></feed>
                """;

        assertThat(entry(feed).picture()).isEqualTo(shown("p.png", "A storm"));
    }

    @Test
    void whatTheTextShowsIsNotShownTwice() {
        var text =
                "<content:encoded>&lt;img src='/p.jpg' alt='%s'&gt; Text.</content:encoded>"
                        + "<enclosure url='/p.jpg' type='image/jpeg'/>";

        assertThat(picture(text.formatted("Waves"))).isEmpty();
        // a picture without words is taken out of the text
        assertThat(picture(text.formatted(""))).isEqualTo(shown("p.jpg", "A storm"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<enclosure url='/talk.mp3' type='audio/mpeg'/>",
                "<enclosure url='/talk.mp3'/>",
                "<enclosure type='image/jpeg'/>",
                "<enclosure url='javascript:alert(1)' type='image/jpeg'/>",
                "<enclosure url='ftp://e.org/p.jpg' type='image/jpeg'/>",
                "<media:thumbnail url='/count.gif' width='1' height='1'/>",
                "<media:thumbnail url=''/>",
                "<media:content url='/film.jpg' medium='video'/>",
                "<x:thumbnail xmlns:x='https://e.org/x' url='/p.jpg'/>",
            })
    void whatIsNoPictureToBeSeenIsNone(String inItem) {
        assertThat(picture(inItem)).isEmpty();
    }
}
