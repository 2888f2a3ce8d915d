package org.briefwire.syndicate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.Medium;

/**
 * An item of a feed.
 *
 * @param id permanent
 * @param link its page, absolute
 * @param summary plain text
 * @param html the whole content, with absolute links
 * @param updated never before it was published
 * @param author empty: the feed's stands for it
 * @param picture the first one that it shows
 */
public record FeedItem(
        String id,
        String link,
        String title,
        String summary,
        String html,
        Instant published,
        Instant updated,
        String author,
        String language,
        List<String> categories,
        Optional<Enclosure> picture) {
    /** A picture that stands for an item, at its absolute address. */
    record Enclosure(String url, Medium medium) {}

    public FeedItem {
        updated = updated.isBefore(published) ? published : updated;
        categories = List.copyOf(categories);
    }
}
