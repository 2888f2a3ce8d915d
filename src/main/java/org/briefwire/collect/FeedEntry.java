package org.briefwire.collect;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.Picture;

/**
 * An entry of a feed. What is missing is empty.
 *
 * @param id its guid or Atom id, else its link, as the feed writes it
 * @param title plain text
 * @param link absolute
 * @param summary plain text
 * @param content sanitised HTML with absolute links
 * @param authors names
 * @param picture what it carries beside its text
 */
public record FeedEntry(
        String id,
        String title,
        String link,
        String summary,
        String content,
        Optional<Instant> published,
        Optional<Instant> updated,
        List<String> authors,
        List<String> categories,
        Optional<Picture> picture) {
    public FeedEntry {
        authors = List.copyOf(authors);
        categories = List.copyOf(categories);
    }
}
