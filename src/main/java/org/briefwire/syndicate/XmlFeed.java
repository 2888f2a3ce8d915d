package org.briefwire.syndicate;

import java.util.List;
import java.util.Optional;
import org.briefwire.config.Publication;

/** What the templates of RSS and Atom are fed with: each text ready for its place. */
record XmlFeed(
        String id,
        String title,
        String rssTitle,
        String htmlTitle,
        String description,
        String htmlDescription,
        String language,
        String home,
        String self,
        String author,
        String updated,
        String lastBuildDate,
        List<Item> items) {
    record Item(
            String id,
            String link,
            String rssTitle,
            String htmlTitle,
            String htmlSummary,
            String html,
            String cdata,
            String published,
            String updated,
            String pubDate,
            String author,
            String language,
            List<String> categories,
            Optional<Picture> picture) {}

    record Picture(String url, String type, long length, int width, int height) {}

    static XmlFeed of(Feed feed, Publication publication, FeedFormat format) {
        return new XmlFeed(
                feed.id(),
                feed.title(),
                XmlText.rssTitle(feed.title()),
                XmlText.html(feed.title()),
                feed.description(),
                XmlText.html(feed.description()),
                feed.language(),
                feed.home(),
                publication.at(feed.path(format)),
                feed.author(),
                XmlText.rfc3339(feed.updated()),
                XmlText.rfc822(feed.updated()),
                feed.items().stream().map(XmlFeed::item).toList());
    }

    private static Picture picture(FeedItem.Enclosure enclosure) {
        var medium = enclosure.medium();
        return new Picture(
                enclosure.url(), medium.type(), medium.octets(), medium.width(), medium.height());
    }

    private static Item item(FeedItem item) {
        return new Item(
                item.id(),
                item.link(),
                XmlText.rssTitle(item.title()),
                XmlText.html(item.title()),
                XmlText.html(item.summary()),
                item.html(),
                XmlText.cdata(item.html()),
                XmlText.rfc3339(item.published()),
                XmlText.rfc3339(item.updated()),
                XmlText.rfc822(item.published()),
                item.author(),
                item.language(),
                item.categories(),
                item.picture().map(XmlFeed::picture));
    }
}
