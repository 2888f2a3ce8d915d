package org.briefwire.syndicate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.briefwire.config.Publication;
import org.briefwire.json.Json;

/** Writes JSON Feed 1.1 (jsonfeed.org/version/1.1); what is absent is left out. */
final class JsonFeed {
    private JsonFeed() {}

    static String write(Feed feed, Publication publication) {
        var json = new LinkedHashMap<String, Object>();
        json.put("version", "https://jsonfeed.org/version/1.1");
        json.put("title", XmlText.clean(feed.title()));
        json.put("home_page_url", feed.home());
        json.put("feed_url", publication.at(feed.path(FeedFormat.JSON)));
        json.put("description", XmlText.clean(feed.description()));
        json.put("language", feed.language());
        json.put("authors", List.of(Map.of("name", XmlText.clean(feed.author()))));
        json.put("items", feed.items().stream().map(JsonFeed::item).toList());
        return Json.writePretty(json) + "\n";
    }

    private static Map<String, Object> item(FeedItem item) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", item.id());
        json.put("url", item.link());
        json.put("title", XmlText.clean(item.title()));
        json.put("content_html", XmlText.clean(item.html()));
        if (!item.summary().isEmpty()) {
            json.put("summary", XmlText.clean(item.summary()));
        }
        item.picture().ifPresent(picture -> json.put("image", picture.url()));
        json.put("date_published", XmlText.rfc3339(item.published()));
        json.put("date_modified", XmlText.rfc3339(item.updated()));
        if (!item.author().isEmpty()) {
            json.put("authors", List.of(Map.of("name", XmlText.clean(item.author()))));
        }
        if (!item.categories().isEmpty()) {
            json.put("tags", item.categories().stream().map(XmlText::clean).toList());
        }
        if (!item.language().isEmpty()) {
            json.put("language", item.language());
        }
        return json;
    }
}
