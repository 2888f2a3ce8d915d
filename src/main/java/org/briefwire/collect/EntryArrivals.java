package org.briefwire.collect;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.briefwire.collect.FeedCollector.Volume;
import org.briefwire.config.Source;
import org.briefwire.store.Arrival;

/**
 * A feed's entries as they arrive. An entry is known by its id, unless several share one; then by
 * its link, unless several share that too; then by its text.
 */
final class EntryArrivals {
    private final Source.Feed source;
    private final ParsedFeed feed;
    private final Volume volume;
    private final Instant now;
    private final Map<String, Long> ids;
    private final Map<String, Long> links;

    EntryArrivals(Source.Feed source, ParsedFeed feed, Volume volume, Instant now) {
        this.source = source;
        this.feed = feed;
        this.volume = volume;
        this.now = now;
        this.ids = feed.entries().stream().collect(groupingBy(FeedEntry::id, counting()));
        this.links = feed.entries().stream().collect(groupingBy(FeedEntry::link, counting()));
    }

    List<Arrival> oldestFirst() {
        return feed.entries().reversed().stream()
                .filter(EntryBriefing::isSomething)
                .map(this::arrival)
                .toList();
    }

    private Arrival arrival(FeedEntry entry) {
        var hash = Digests.of(entry.toString());
        return new Arrival(
                key(entry, hash),
                "",
                hash,
                EntryBriefing.of(feed, entry, source.topics()),
                "",
                date(entry),
                Optional.empty(),
                false,
                volume == Volume.QUIET,
                "");
    }

    private String key(FeedEntry entry, String hash) {
        if (isOnly(ids, entry.id())) {
            return entry.id();
        }
        return isOnly(links, entry.link()) ? entry.link() : "sha256:" + hash;
    }

    private static boolean isOnly(Map<String, Long> counted, String value) {
        return !value.isEmpty() && counted.getOrDefault(value, 0L) == 1;
    }

    /** A feed's date in the future is a mistake of its clock, not an embargo. */
    private Optional<Instant> date(FeedEntry entry) {
        return entry.published().or(entry::updated).map(date -> date.isAfter(now) ? now : date);
    }
}
