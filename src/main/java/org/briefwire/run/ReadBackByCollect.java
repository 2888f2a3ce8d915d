package org.briefwire.run;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.briefwire.collect.FeedEntry;
import org.briefwire.collect.FeedReader;
import org.briefwire.config.Publication;
import org.briefwire.json.Json;
import org.briefwire.model.BriefwireException;
import org.briefwire.syndicate.Feed;
import org.briefwire.syndicate.FeedFormat;
import org.briefwire.syndicate.FeedItem;
import org.briefwire.syndicate.ReadBack;

/** Reads a feed with the reader that reads other people's, and compares the items' ids. */
record ReadBackByCollect(Publication publication) implements ReadBack {
    @Override
    public void check(Feed feed, FeedFormat format, byte[] bytes) {
        var found =
                switch (format) {
                    case RSS, ATOM -> readXml(feed, format, bytes);
                    case JSON -> readJson(bytes);
                };
        var expected = feed.items().stream().map(FeedItem::id).toList();
        if (!found.equals(expected)) {
            throw new BriefwireException(
                    "read back, it has %d items where %d were written"
                            .formatted(found.size(), expected.size()));
        }
    }

    private List<String> readXml(Feed feed, FeedFormat format, byte[] bytes) {
        var address = URI.create(publication.at(feed.path(format)));
        return FeedReader.read(bytes, format.contentType(), address).entries().stream()
                .map(FeedEntry::id)
                .toList();
    }

    private static List<String> readJson(byte[] bytes) {
        var json = Json.read(new String(bytes, StandardCharsets.UTF_8), Map.class);
        return json.get("items") instanceof List<?> items
                ? items.stream()
                        .map(item -> item instanceof Map<?, ?> of ? "" + of.get("id") : "")
                        .toList()
                : List.of();
    }
}
