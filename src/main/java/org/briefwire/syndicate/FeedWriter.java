package org.briefwire.syndicate;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.briefwire.config.Publication;
import org.briefwire.template.Templates;

/**
 * Writes feeds: RSS and Atom from templates, JSON Feed by the JSON library. The same feed gives the
 * same bytes, whatever the time, the zone and the locale. Safe for use by many threads.
 */
public final class FeedWriter {
    private final Publication publication;
    private final Templates templates;

    public FeedWriter(Publication publication, Templates templates) {
        this.publication = publication;
        this.templates = templates;
    }

    /** The templates of feeds, and what each is fed with. */
    public static Map<String, Class<? extends Record>> templates() {
        return Map.of(
                "feed/rss.xml", XmlFeed.class,
                "feed/atom.xml", XmlFeed.class,
                "feed/briefing.html", Content.class,
                "feed/digest.html", Content.Several.class);
    }

    public byte[] write(Feed feed, FeedFormat format) {
        var text =
                switch (format) {
                    case RSS -> fromTemplate("feed/rss.xml", feed, format);
                    case ATOM -> fromTemplate("feed/atom.xml", feed, format);
                    case JSON -> JsonFeed.write(feed, publication);
                };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String fromTemplate(String template, Feed feed, FeedFormat format) {
        return templates.render(template, XmlFeed.of(feed, publication, format));
    }
}
