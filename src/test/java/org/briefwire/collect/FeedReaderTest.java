package org.briefwire.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedReaderTest {
    private static final URI ADDRESS = URI.create("https://agency.example.org/feeds/rss.xml");

    @Test
    void readsRss() {
        var feed =
                read(
                        """
                        <?xml version="1.0" encoding="utf-8"?>
                        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
                             xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
                        <title>Agency &#x26; Sons</title><link>https://agency.example.org/</link>
                        <description>d</description><language>en-gb</language>
                        <item><title>One &#x26; only</title><guid isPermaLink="false">a:1</guid>
                          <link>/one</link><description>The &lt;b&gt;short&lt;/b&gt; of it</description>
                          <content:encoded><![CDATA[<p>See <a href="two">two</a></p>]]></content:encoded>
                          <dc:creator>Ada Lovelace</dc:creator><category>World</category>
                          <pubDate>Mon, 23 Nov 2026 10:00:00 +0100</pubDate></item>
                        </channel></rss>\
                        """);

        assertThat(feed)
                .isEqualTo(
                        new ParsedFeed(
                                "rss_2.0",
                                "Agency & Sons",
                                "https://agency.example.org/",
                                "en-GB",
                                List.of(
                                        new FeedEntry(
                                                "a:1",
                                                "One & only",
                                                "https://agency.example.org/one",
                                                "The short of it",
                                                "<p>See <a href=\"https://agency.example.org/two\""
                                                        + " rel=\"nofollow\">two</a></p>",
                                                Optional.of(Instant.parse("2026-11-23T09:00:00Z")),
                                                Optional.empty(),
                                                List.of("Ada Lovelace"),
                                                List.of("World"),
                                                Optional.empty()))));
    }

    @Test
    void readsAtomWithItsBaseAndItsFractions() {
        var feed =
                read(
                        """
                        <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://e.example/a/" xml:lang="de">
                        <title type="text">Use &lt;b&gt;</title><id>urn:f</id>
                        <updated>2026-11-23T10:00:00Z</updated>
                        <entry xml:base="b/"><title type="html">Tom &amp;amp; Jerry</title><id>urn:1</id>
                          <link href="c"/><author><name>Grace</name></author>
                          <updated>2026-11-23T10:00:00.123456+01:00</updated>
                          <published>2026-11-22T10:00:00Z</published>
                          <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text <a href="x">x</a></p></div></content>
                        </entry></feed>\
                        """);

        assertThat(feed.title()).isEqualTo("Use <b>");
        assertThat(feed.language()).isEqualTo("de");
        assertThat(feed.entries())
                .containsExactly(
                        new FeedEntry(
                                "urn:1",
                                "Tom & Jerry",
                                "https://e.example/a/b/c",
                                "",
                                "<p>Text <a href=\"https://e.example/a/b/x\""
                                        + " rel=\"nofollow\">x</a></p>",
                                Optional.of(Instant.parse("2026-11-22T10:00:00Z")),
                                Optional.of(Instant.parse("2026-11-23T09:00:00.123456Z")),
                                List.of("Grace"),
                                List.of(),
                                Optional.empty()));
    }

    @Test
    void readsRdf() {
        var feed =
                read(
                        """
                        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                                 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
                        <channel rdf:about="https://e.example/"><title>T</title><link>https://e.example/</link>
                        <description>d</description></channel>
                        <item rdf:about="https://e.example/1"><title>One</title><link>https://e.example/1</link>
                        <dc:date>2026-11-23</dc:date></item></rdf:RDF>\
                        """);

        assertThat(feed.entries()).hasSize(1);
        assertThat(feed.entries().getFirst().id()).isEqualTo("https://e.example/1");
        assertThat(feed.entries().getFirst().published())
                .contains(Instant.parse("2026-11-23T00:00:00Z"));
    }

    @Test
    void whatTheBytesAreWeighsMoreThanWhatTheLabelSays() {
        var rss =
                "<?xml version=\"1.0\" encoding=\"%s\"?><rss version=\"2.0\"><channel><title>Café –"
                        + " „x“</title></channel></rss>";

        assertThat(title(rss.formatted("iso-8859-1").getBytes(UTF_8), "text/xml; charset=us-ascii"))
                .isEqualTo("Café – „x“");
        assertThat(title(rss.formatted("iso-8859-1").getBytes(Charset.forName("cp1252")), ""))
                .isEqualTo("Café – „x“");
        assertThat(title(rss.formatted("utf-16").getBytes(Charset.forName("UTF-16")), ""))
                .isEqualTo("Café – „x“");
        assertThat(title(("\uFEFF" + rss.formatted("nonsense")).getBytes(UTF_8), ""))
                .isEqualTo("Café – „x“");
    }

    @Test
    void aDoctypeIsDroppedAndReachesNothing() {
        var feed =
                read(
                        """
                        <?xml version="1.0"?>
                        <!DOCTYPE rss [ <!ENTITY x SYSTEM "file:///etc/passwd"> <!ENTITY lol "]>"> ]>
                        <rss version="2.0"><channel><title>Fine</title></channel></rss>\
                        """);
        assertThat(feed.title()).isEqualTo("Fine");

        assertThatThrownBy(() ->
                        read(
                                """
                                <!DOCTYPE rss [ <!ENTITY x SYSTEM "file:///etc/passwd"> ]>
                                <rss version="2.0"><channel><title>&x;</title></channel></rss>\
                                """))
                .isInstanceOf(UnreadableFeedException.class);
    }

    @Test
    void bareAmpersandsAndHtmlEntitiesAreMended() {
        assertThat(
                        read("<rss version='2.0'><channel><title>R&D &mdash; x</title></channel></rss>")
                                .title())
                .isEqualTo("R&D — x");
    }

    @Test
    void controlCharactersAreDropped() {
        assertThat(
                        read("\n junk <rss version='2.0'><channel><title>a\u0008\u000Bb</title></channel></rss>")
                                .title())
                .isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "not a feed",
                "{\"version\": \"https://jsonfeed.org/version/1.1\"}",
                "<html><body>Not found</body></html>",
                "<rss version='2.0'/>",
                "<rss version='2.0'><channel><title>cut",
                "<!DOCTYPE",
                "<!--",
                "<?xml",
            })
    void whatIsNoFeedIsRefusedWithAReason(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableFeedException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void endlessNestingIsRefused() {
        assertThatThrownBy(() -> read("<rss>" + "<a>".repeat(200_000)))
                .isInstanceOf(UnreadableFeedException.class);
    }

    private static ParsedFeed read(String text) {
        return FeedReader.read(text.getBytes(UTF_8), "", ADDRESS);
    }

    private static String title(byte[] bytes, String contentType) {
        return FeedReader.read(bytes, contentType, ADDRESS).title();
    }
}
