package org.briefwire.syndicate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import javax.xml.parsers.DocumentBuilderFactory;
import org.briefwire.config.Config;
import org.briefwire.message.Languages;
import org.briefwire.model.Attribution;
import org.briefwire.model.Author;
import org.briefwire.model.Block;
import org.briefwire.model.Briefing;
import org.briefwire.model.BriefingId;
import org.briefwire.model.Medium;
import org.briefwire.model.Picture;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.Section;
import org.briefwire.model.SourceId;
import org.briefwire.model.TopicId;
import org.briefwire.template.Templates;
import org.briefwire.testing.TestConfigs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

@Isolated("one of its tests changes the locale and the zone of the whole process")
class FeedRulesTest {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String DC = "http://purl.org/dc/elements/1.1/";
    private static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";
    private static final Instant START = Instant.parse("2026-11-01T06:07:08.999Z");
    private static final String NASTY = "A & B <b>]]> \"q\" 'q' \u0001\uD800 \uFFFE 😀 مرحبا";
    private static final String NICE = "A & B <b>]]> \"q\" 'q'   😀 مرحبا";

    private final Config config = TestConfigs.at(Path.of("/nowhere"));
    private final FeedWriter writer = new FeedWriter(config.publication(), Templates.builtIn());

    private static PublishedBriefing published(int number, Briefing briefing) {
        var published = START.plusSeconds(number * 3600L);
        return new PublishedBriefing(
                new BriefingId(number),
                "grüße-" + number,
                "tag:old.example.org,2026-11-23:briefing/" + number,
                2,
                number,
                published,
                published.plusSeconds(60),
                new SourceId("desk"),
                "",
                briefing);
    }

    private static Briefing nasty() {
        return new Briefing(
                NASTY,
                NASTY,
                NASTY,
                List.of(NASTY),
                List.of(
                        Section.ofPoints(NASTY, List.of(NASTY, "Second")),
                        new Section(
                                "",
                                List.of(
                                        new Block.Paragraph(NASTY),
                                        new Block.Markup("<p>Marked <em>up</em> ]]> &amp;</p>")))),
                new Attribution(NASTY, List.of()),
                new Author(NASTY, NASTY),
                "en",
                "https://agency.example.org/?a=1&b=2",
                List.of(new TopicId("world"), new TopicId("trade")));
    }

    private static List<PublishedBriefing> briefings() {
        var plain =
                new Briefing(
                        "Plain",
                        "",
                        "",
                        List.of(),
                        List.of(
                                new Section(
                                        "", List.of(new Block.Markup("<p>Only <b>this</b>.</p>")))),
                        Attribution.NONE,
                        Author.NONE,
                        "",
                        "",
                        List.of());
        return List.of(published(3, nasty()), published(2, plain), published(1, nasty()));
    }

    private Feed feed(List<PublishedBriefing> briefings) {
        return new Feeds(
                        config,
                        Templates.builtIn(),
                        Languages.builtIn(),
                        "tag:old.example.org,2026-11-23:briefing/1")
                .everything(briefings);
    }

    private Document xml(FeedFormat format, List<PublishedBriefing> briefings) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var bytes = writer.write(feed(briefings), format);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    }

    private static List<Element> all(Element in, String name) {
        var found = new ArrayList<Element>();
        for (var node = in.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static String text(Element in, String name) {
        return all(in, name).stream().map(Element::getTextContent).findFirst().orElse("-");
    }

    private static Element channel(Document rss) {
        return all(rss.getDocumentElement(), "channel").getFirst();
    }

    private static PublishedBriefing withPicture() {
        var picture = new Picture("file:desk/a.jpg", "A <hall>", "Ada");
        var medium = new Medium("ab".repeat(32), "image/jpeg", 1200, 800, 54321);
        return published(4, nasty().withPicture(picture))
                .withMedia(Map.of("file:desk/a.jpg", medium));
    }

    @Test
    void aPictureIsAnEnclosureAndStandsInTheText() throws Exception {
        var address = "https://news.example.org/media/" + "ab".repeat(32);
        var figure =
                "<figure><img src=\"%s\" alt=\"A &lt;hall&gt;\" width=\"1200\" height=\"800\">"
                        .formatted(address);

        var rss = all(channel(xml(FeedFormat.RSS, List.of(withPicture()))), "item").getFirst();
        var enclosure = all(rss, "enclosure").getFirst();
        assertThat(enclosure.getAttribute("url")).isEqualTo(address);
        assertThat(enclosure.getAttribute("length")).isEqualTo("54321");
        assertThat(enclosure.getAttribute("type")).isEqualTo("image/jpeg");
        var content = all(rss, "media:content").getFirst();
        assertThat(content.getNamespaceURI()).isEqualTo("http://search.yahoo.com/mrss/");
        assertThat(content.getAttribute("width")).isEqualTo("1200");
        assertThat(text(rss, "content:encoded")).contains(figure).contains(">Ada<");

        var atom = xml(FeedFormat.ATOM, List.of(withPicture())).getDocumentElement();
        var link = all(all(atom, "entry").getFirst(), "link").getLast();
        assertThat(link.getAttribute("rel")).isEqualTo("enclosure");
        assertThat(link.getAttribute("href")).isEqualTo(address);

        var json =
                new String(
                        writer.write(feed(List.of(withPicture())), FeedFormat.JSON),
                        StandardCharsets.UTF_8);
        assertThat(json).contains("\"image\" : \"" + address + "\"");
    }

    @Test
    void textFromTheRightSaysSo() throws Exception {
        var arabic =
                new Briefing(
                        "عنوان",
                        "",
                        "",
                        List.of("نص."),
                        List.of(),
                        Attribution.NONE,
                        Author.NONE,
                        "ar",
                        "",
                        List.of());

        var item = all(channel(xml(FeedFormat.RSS, List.of(published(1, arabic)))), "item");

        assertThat(text(item.getFirst(), "content:encoded").strip())
                .isEqualTo("<div dir=\"rtl\" lang=\"ar\">\n<p>نص.</p>\n</div>");
    }

    @Test
    void rssHasWhatItsChannelNeeds() throws Exception {
        var channel = channel(xml(FeedFormat.RSS, briefings()));
        assertThat(text(channel, "title")).isEqualTo("The Daily Brief");
        assertThat(text(channel, "link")).isEqualTo("https://news.example.org/");
        assertThat(text(channel, "description")).isNotBlank();
        assertThat(text(channel, "language")).isEqualTo("en");
        assertThat(text(channel, "lastBuildDate")).isEqualTo("Sun, 1 Nov 2026 09:08:08 GMT");
        var self = all(channel, "atom:link").getFirst();
        assertThat(self.getNamespaceURI()).isEqualTo(ATOM);
        assertThat(self.getAttribute("rel")).isEqualTo("self");
        assertThat(self.getAttribute("type")).isEqualTo("application/rss+xml");
        assertThat(self.getAttribute("href")).isEqualTo("https://news.example.org/feed.rss");
    }

    @Test
    void anRssItemHasPermanentIdDatesCreatorAndCategories() throws Exception {
        var item = all(channel(xml(FeedFormat.RSS, briefings())), "item").getFirst();
        var guid = all(item, "guid").getFirst();
        assertThat(guid.getTextContent()).isEqualTo("tag:old.example.org,2026-11-23:briefing/3");
        assertThat(guid.getAttribute("isPermaLink")).isEqualTo("false");
        assertThat(text(item, "link"))
                .isEqualTo("https://news.example.org/briefings/gr%C3%BC%C3%9Fe-3");
        assertThat(text(item, "pubDate")).isEqualTo("Sun, 1 Nov 2026 09:07:08 GMT");
        assertThat(text(item, "atom:updated")).isEqualTo("2026-11-01T09:08:08Z");
        assertThat(all(item, "dc:creator").getFirst().getNamespaceURI()).isEqualTo(DC);
        assertThat(text(item, "dc:creator")).isEqualTo(NICE);
        assertThat(all(item, "author")).isEmpty();
        assertThat(all(item, "category"))
                .extracting(Element::getTextContent)
                .containsExactly("World & <War>", "trade");
        assertThat(all(item, "content:encoded").getFirst().getNamespaceURI()).isEqualTo(CONTENT);
    }

    @Test
    void rssTitlesUseHexadecimalReferences() {
        var rss =
                new String(writer.write(feed(briefings()), FeedFormat.RSS), StandardCharsets.UTF_8);
        assertThat(rss)
                .startsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
                .contains("<title>A &#x26; B &#x3C;b&#x3E;]]&#x3E; \"q\" 'q'   😀 مرحبا</title>");
    }

    @Test
    void theWholeContentIsThereWordForWord() throws Exception {
        for (var content :
                List.of(
                        text(
                                all(channel(xml(FeedFormat.RSS, briefings())), "item").getFirst(),
                                "content:encoded"),
                        text(
                                all(xml(FeedFormat.ATOM, briefings()).getDocumentElement(), "entry")
                                        .getFirst(),
                                "content"))) {
            var html = org.jsoup.Jsoup.parseBodyFragment(content).body();
            assertThat(html.select("li").eachText())
                    .containsExactly("A & B <b>]]> \"q\" 'q' 😀 مرحبا", "Second");
            assertThat(html.select("h3").eachText()).hasSize(1);
            assertThat(html.select("p:has(em)").getLast().html())
                    .isEqualTo("Marked <em>up</em> ]]&gt; &amp;");
            assertThat(html.select("a[href]").eachAttr("href"))
                    .containsExactly("https://agency.example.org/?a=1&b=2");
            assertThat(html.select("script,style,iframe,[style],form")).isEmpty();
        }
    }

    @Test
    void atomHasWhatRfc4287Demands() throws Exception {
        var feed = xml(FeedFormat.ATOM, briefings()).getDocumentElement();
        assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
        assertThat(feed.getAttribute("xml:lang")).isEqualTo("en");
        assertThat(text(feed, "id")).isEqualTo("tag:old.example.org,2026-11-23:feed");
        assertThat(text(feed, "updated")).isEqualTo("2026-11-01T09:08:08Z");
        assertThat(all(feed, "link"))
                .extracting(link -> link.getAttribute("rel") + " " + link.getAttribute("href"))
                .containsExactly(
                        "self https://news.example.org/feed.atom",
                        "alternate https://news.example.org/");
        assertThat(all(feed, "author")).hasSize(1);
        var entry = all(feed, "entry").getFirst();
        assertThat(text(entry, "id")).isEqualTo("tag:old.example.org,2026-11-23:briefing/3");
        assertThat(text(entry, "published")).isEqualTo("2026-11-01T09:07:08Z");
        assertThat(text(entry, "updated")).isEqualTo("2026-11-01T09:08:08Z");
        var title = all(entry, "title").getFirst();
        assertThat(title.getAttribute("type")).isEqualTo("html");
        assertThat(title.getTextContent())
                .isEqualTo("A &amp; B &lt;b&gt;]]&gt; \"q\" 'q'   😀 مرحبا");
        assertThat(all(all(feed, "entry").get(1), "author")).isEmpty();
    }

    @Test
    void jsonFeedHasNoNullsAndNamesItsVersionFirst() throws Exception {
        var text =
                new String(
                        writer.write(feed(briefings()), FeedFormat.JSON), StandardCharsets.UTF_8);
        assertThat(text).startsWith("{\n  \"version\" : \"https://jsonfeed.org/version/1.1\",");
        assertThat(text).doesNotContain("null", "\"\"");
        var json = new ObjectMapper().readTree(text);
        assertThat(json.get("feed_url").asText()).isEqualTo("https://news.example.org/feed.json");
        var item = json.get("items").get(0);
        assertThat(item.get("id").asText()).isEqualTo("tag:old.example.org,2026-11-23:briefing/3");
        assertThat(item.get("title").asText()).isEqualTo(NICE);
        assertThat(item.get("summary").asText()).isEqualTo(NICE);
        assertThat(item.get("date_published").asText()).isEqualTo("2026-11-01T09:07:08Z");
        assertThat(item.get("authors").get(0).get("name").asText()).isEqualTo(NICE);
        assertThat(json.get("items").get(1).get("summary").asText()).isEqualTo("Only this.");
        assertThat(json.get("items").get(1).has("authors")).isFalse();
    }

    @Test
    void anEmptyFeedIsValidAndAlwaysTheSame() throws Exception {
        var channel = channel(xml(FeedFormat.RSS, List.of()));
        assertThat(all(channel, "item")).isEmpty();
        assertThat(text(channel, "lastBuildDate")).isEqualTo("Thu, 1 Jan 2026 00:00:00 GMT");
        var atom = xml(FeedFormat.ATOM, List.of()).getDocumentElement();
        assertThat(text(atom, "updated")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(all(atom, "author")).hasSize(1);
    }

    @Test
    @ResourceLock(Resources.LOCALE)
    @ResourceLock(Resources.TIME_ZONE)
    void theSameBriefingsAreTheSameBytesInEveryZoneAndLocale() {
        var zone = TimeZone.getDefault();
        var locale = Locale.getDefault();
        try {
            for (var format : FeedFormat.values()) {
                var expected = writer.write(feed(briefings()), format);
                for (var other :
                        Map.of("ar-EG-u-nu-arab", "Asia/Kolkata", "th-TH-u-ca-buddhist", "UTC")
                                .entrySet()) {
                    Locale.setDefault(Locale.forLanguageTag(other.getKey()));
                    TimeZone.setDefault(TimeZone.getTimeZone(other.getValue()));
                    assertThat(
                                    new FeedWriter(config.publication(), Templates.builtIn())
                                            .write(feed(briefings()), format))
                            .isEqualTo(expected);
                }
            }
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void eachTemplateFitsItsRecord() {
        var templates = Templates.builtIn();
        FeedWriter.templates()
                .forEach((name, record) ->
                        assertThat(templates.unknownVariables(name, record)).as(name).isEmpty());
    }
}
