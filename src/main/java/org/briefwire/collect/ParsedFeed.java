package org.briefwire.collect;

import java.util.List;

/**
 * A feed as it was read.
 *
 * @param format Rome's word for it: rss_2.0, atom_1.0, rss_1.0 …
 * @param title plain text; may be empty
 * @param link the site it belongs to, absolute; empty when unknown
 * @param language a BCP 47 tag; empty when unknown
 * @param entries in the order of the feed
 */
public record ParsedFeed(
        String format, String title, String link, String language, List<FeedEntry> entries) {
    public ParsedFeed {
        entries = List.copyOf(entries);
    }
}
