package org.briefwire.answer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.briefwire.media.MediaShelf;
import org.briefwire.run.FeedComparison;
import org.briefwire.run.Syndication;
import org.briefwire.store.Archive;
import org.briefwire.store.Inspection;
import org.briefwire.store.Inspection.Gap;
import org.briefwire.syndicate.FeedShelf;

/** Compares releases, editions, deliveries, archive, feeds and pictures. Changes nothing. */
public final class Audit {
    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final int LOOKS = 3;
    private static final String WRITE = "'run' writes it anew";

    private final Inspection inspection;
    private final Archive archive;
    private final Syndication syndication;
    private final FeedShelf shelf;
    private final MediaShelf media;
    private final InstantSource clock;

    /** What an audit looks at. */
    public record Matter(
            Inspection inspection,
            Archive archive,
            Syndication syndication,
            FeedShelf shelf,
            MediaShelf media) {}

    public Audit(Matter matter, InstantSource clock) {
        this.inspection = matter.inspection();
        this.archive = matter.archive();
        this.syndication = matter.syndication();
        this.shelf = matter.shelf();
        this.media = matter.media();
        this.clock = clock;
    }

    /**
     * What an audit found.
     *
     * @param feeds how many files of feeds there should be
     * @param pictures how many files of pictures there should be
     */
    public record Findings(Inspection.Extent extent, int feeds, int pictures, List<Gap> gaps) {
        public Findings {
            gaps = List.copyOf(gaps);
        }
    }

    public Findings look() {
        var extent = inspection.extent();
        var gaps = new ArrayList<>(inspection.gaps(clock.instant().minus(FORGOTTEN)));
        var feeds = compareFeeds();
        feeds.missing()
                .forEach(file -> gaps.add(new Gap("feeds", "feed " + file + " is missing", WRITE)));
        feeds.different()
                .forEach(file ->
                        gaps.add(
                                new Gap(
                                        "feeds",
                                        "feed %s is not what the archive has".formatted(file),
                                        WRITE)));
        feeds.refused()
                .forEach(feed ->
                        gaps.add(
                                new Gap(
                                        "feeds",
                                        "feed %s can't be made: %s"
                                                .formatted(feed.file(), feed.reason()),
                                        "'check' says what to mend")));
        var pictures = PictureComparison.of(archive, media);
        gaps.addAll(pictures.gaps());
        return new Findings(extent, feeds.feeds(), pictures.pictures(), gaps);
    }

    // a server that releases meanwhile writes the feeds just after: then what was compared is old
    private FeedComparison compareFeeds() {
        var head = archive.head();
        var compared = syndication.compare(shelf);
        for (var look = 1; look < LOOKS && archive.head() != head; look++) {
            head = archive.head();
            compared = syndication.compare(shelf);
        }
        return compared;
    }
}
