package org.briefwire.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.briefwire.config.Config;
import org.briefwire.config.NewsList;
import org.briefwire.config.Topic;
import org.briefwire.message.Languages;
import org.briefwire.model.ArchivedEdition;
import org.briefwire.model.TopicId;
import org.briefwire.store.Archive;
import org.briefwire.store.Database;
import org.briefwire.store.EditionArchive;
import org.briefwire.store.StoreException;
import org.briefwire.syndicate.Feed;
import org.briefwire.syndicate.FeedFormat;
import org.briefwire.syndicate.FeedShelf;
import org.briefwire.syndicate.FeedWriter;
import org.briefwire.syndicate.Feeds;
import org.briefwire.syndicate.ReadBack;
import org.briefwire.template.Templates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the feeds up to the archive: each is read back before it replaces the last good one. */
public final class Syndication {
    /** How long feeds say that a briefing was withdrawn. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(Syndication.class);

    private final Config config;
    private final Archive archive;
    private final EditionArchive editions;
    private final Templates templates;
    private final Languages languages;
    private final ReadBack readBack;
    private final InstantSource clock;
    private volatile List<SyndicationReport.Refused> known = List.of();

    public Syndication(
            Config config,
            Database database,
            Templates templates,
            Languages languages,
            InstantSource clock) {
        this.config = config;
        this.archive = new Archive(database);
        this.editions = new EditionArchive(database);
        this.templates = templates;
        this.languages = languages;
        this.readBack = new ReadBackByCollect(config.publication());
        this.clock = clock;
    }

    private Syndication(Syndication other, ReadBack readBack) {
        this.config = other.config;
        this.archive = other.archive;
        this.editions = other.editions;
        this.templates = other.templates;
        this.languages = other.languages;
        this.readBack = readBack;
        this.clock = other.clock;
    }

    /** The same, with another reader. */
    Syndication readBackBy(ReadBack reader) {
        return new Syndication(this, reader);
    }

    /** Makes every feed and places those that changed on the shelf. */
    public SyndicationReport publish(FeedShelf shelf) {
        var written = new ArrayList<String>();
        var unchanged = new ArrayList<String>();
        var refused =
                each((feed, format, bytes) -> {
                    readBack.check(feed, format, bytes);
                    var isNew = shelf.place(feed.file(format), bytes);
                    (isNew ? written : unchanged).add(feed.file(format));
                });
        warn(refused);
        return new SyndicationReport(written, unchanged.size(), refused);
    }

    /** Once for each, however often it is tried. */
    private void warn(List<SyndicationReport.Refused> refused) {
        for (var feed : refused) {
            if (!known.contains(feed)) {
                LOG.warn("feed {} stays as it was: {}", feed.file(), feed.reason());
            }
        }
        known = List.copyOf(refused);
    }

    /** Compares the shelf with the feeds as they would be made now; changes nothing. */
    public FeedComparison compare(FeedShelf shelf) {
        var missing = new ArrayList<String>();
        var different = new ArrayList<String>();
        var expected = new TreeSet<String>();
        var refused =
                each((feed, format, bytes) -> {
                    var file = feed.file(format);
                    expected.add(file);
                    var there = shelf.find(file);
                    if (there.isEmpty()) {
                        missing.add(file);
                    } else if (!Arrays.equals(there.get().plain(), bytes)) {
                        different.add(file);
                    }
                });
        return new FeedComparison(expected.size(), missing, different, refused);
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(Feed feed, FeedFormat format, byte[] bytes);
    }

    private List<SyndicationReport.Refused> each(Visitor visitor) {
        var writer = new FeedWriter(config.publication(), templates);
        var refused = new ArrayList<SyndicationReport.Refused>();
        for (var making : feeds()) {
            // a template of the operator's with a fault must not keep mail from going out
            reasonOf(
                            () -> {
                                var feed = making.make().get();
                                for (var format : FeedFormat.values()) {
                                    reasonOf(() ->
                                                    visitor.visit(
                                                            feed,
                                                            format,
                                                            writer.write(feed, format)))
                                            .ifPresent(reason ->
                                                    refused.add(
                                                            new SyndicationReport.Refused(
                                                                    feed.file(format), reason)));
                                }
                            })
                    .ifPresent(reason ->
                            refused.add(new SyndicationReport.Refused(making.name(), reason)));
        }
        return refused;
    }

    /** Why something could not be done; a database that is out of reach ends all of it. */
    private static Optional<String> reasonOf(Runnable work) {
        try {
            work.run();
            return Optional.empty();
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private record Making(String name, Supplier<Feed> make) {}

    private List<Making> feeds() {
        var make = new Feeds(config, templates, languages, archive.firstTag());
        var feeds = new ArrayList<Making>();
        var since = clock.instant().minus(REMEMBERED);
        feeds.add(
                new Making(
                        "everything",
                        () ->
                                make.with(
                                        make.everything(archive.newest(List.of(), Feeds.LONGEST)),
                                        archive.withdrawn(List.of(), since))));
        for (var list : config.lists()) {
            if (list.visibility() == NewsList.Visibility.PUBLIC) {
                feeds.add(
                        new Making(
                                "list " + list.id(),
                                () ->
                                        make.with(
                                                make.of(
                                                        list,
                                                        archive.newest(
                                                                list.topics(), Feeds.LONGEST)),
                                                archive.withdrawn(list.topics(), since))));
                feeds.add(
                        new Making(
                                "the editions of " + list.id(),
                                () -> make.ofEditions(list, newestEditions(list))));
            }
        }
        for (var topic : topics()) {
            feeds.add(
                    new Making(
                            "topic " + topic,
                            () ->
                                    make.with(
                                            make.of(
                                                    topic,
                                                    archive.newest(List.of(topic), Feeds.LONGEST)),
                                            archive.withdrawn(List.of(topic), since))));
        }
        return feeds;
    }

    private List<ArchivedEdition> newestEditions(NewsList list) {
        return editions.newest(list.id(), list.firstCadence().id(), Feeds.LONGEST);
    }

    /** Also those whose briefings were all withdrawn: their feeds are empty then, and not stale. */
    private Set<TopicId> topics() {
        var topics = new TreeSet<>(archive.everyTopic());
        config.topics().stream().map(Topic::id).forEach(topics::add);
        config.lists().forEach(list -> topics.addAll(list.topics()));
        return topics;
    }
}
