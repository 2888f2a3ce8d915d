package org.briefwire.syndicate;

import java.time.Instant;
import java.util.List;

/**
 * An item of a feed.
 *
 * @param id permanent
 * @param link its page, absolute
 * @param summary plain text
 * @param html the whole content, with absolute links
 * @param updated never before it was published
 * @param author empty: the feed's stands for it
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
        List<String> categories) {
    public FeedItem {
        updated = updated.isBefore(published) ? published : updated;
        categories = List.copyOf(categories);
    }
}
