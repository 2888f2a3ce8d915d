package org.briefwire.collect;

import java.util.LinkedHashSet;
import java.util.List;
import org.briefwire.model.Attribution;
import org.briefwire.model.Author;
import org.briefwire.model.Block;
import org.briefwire.model.Briefing;
import org.briefwire.model.Ids;
import org.briefwire.model.Section;
import org.briefwire.model.Slug;
import org.briefwire.model.TopicId;

/** A feed's entry as a briefing. */
final class EntryBriefing {
    private static final int HEADLINE_OF_CONTENT = 100;

    private EntryBriefing() {}

    /** Whether there is anything to show of the entry. */
    static boolean isSomething(FeedEntry entry) {
        return !headline(entry).isBlank();
    }

    static Briefing of(ParsedFeed feed, FeedEntry entry, List<TopicId> topics) {
        var content =
                entry.content().isBlank()
                        ? List.<Section>of()
                        : List.of(new Section("", List.of(new Block.Markup(entry.content()))));
        var all = new LinkedHashSet<>(topics);
        for (var category : entry.categories()) {
            var id = Slug.of(category);
            if (Ids.isId(id)) {
                all.add(new TopicId(id));
            }
        }
        return new Briefing(
                headline(entry),
                entry.summary(),
                "",
                List.of(),
                content,
                new Attribution("", feed.title().isEmpty() ? List.of() : List.of(feed.title())),
                new Author(String.join(", ", entry.authors()), ""),
                feed.language(),
                entry.link(),
                List.copyOf(all),
                entry.picture());
    }

    /** Its title, else the beginning of its text, else its address. */
    private static String headline(FeedEntry entry) {
        if (!entry.title().isBlank()) {
            return entry.title();
        }
        var text = entry.summary().isEmpty() ? Sanitizer.text(entry.content()) : entry.summary();
        if (text.isBlank()) {
            return entry.link();
        }
        var end = text.offsetByCodePoints(0, Math.min(HEADLINE_OF_CONTENT, length(text)));
        return end == text.length() ? text : text.substring(0, end).strip() + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
