package org.briefwire.syndicate;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A feed before it is written in a format.
 *
 * @param id permanent, whatever becomes of its address
 * @param path its address under the publication's, percent-encoded, without the extension:
 *     '/lists/daily/feed'
 * @param description never empty
 * @param home the page that it belongs to, absolute
 * @param author who stands for items without an author
 * @param items newest first
 */
public record Feed(
        String id,
        String path,
        String title,
        String description,
        String language,
        String home,
        String author,
        List<FeedItem> items) {
    /** When a feed that has no items was last changed: always, so that its bytes stay the same. */
    private static final Instant NEVER = Instant.parse("2026-01-01T00:00:00Z");

    public Feed {
        items = List.copyOf(items);
    }

    /**
     * When its newest item changed; never the present, so that the same items are the same bytes.
     */
    public Instant updated() {
        return items.stream().map(FeedItem::updated).max(Comparator.naturalOrder()).orElse(NEVER);
    }

    /** Its file in a format, relative to the folder of all feeds. */
    public String file(FeedFormat format) {
        var decoded = URLDecoder.decode(path.substring(1), StandardCharsets.UTF_8);
        return decoded + "." + format.extension();
    }

    /** Its address under the publication's, percent-encoded. */
    public String path(FeedFormat format) {
        return path + "." + format.extension();
    }
}
