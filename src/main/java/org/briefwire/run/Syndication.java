package org.briefwire.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.briefwire.config.Config;
import org.briefwire.config.NewsList;
import org.briefwire.config.Topic;
import org.briefwire.message.Languages;
import org.briefwire.model.TopicId;
import org.briefwire.store.Archive;
import org.briefwire.store.Database;
import org.briefwire.store.EditionArchive;
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
    private static final Logger LOG = LoggerFactory.getLogger(Syndication.class);

    private final Config config;
    private final Archive archive;
    private final EditionArchive editions;
    private final Templates templates;
    private final Languages languages;
    private final ReadBack readBack;

    public Syndication(Config config, Database database, Templates templates, Languages languages) {
        this.config = config;
        this.archive = new Archive(database);
        this.editions = new EditionArchive(database);
        this.templates = templates;
        this.languages = languages;
        this.readBack = new ReadBackByCollect(config.publication());
    }

    private Syndication(Syndication other, ReadBack readBack) {
        this.config = other.config;
        this.archive = other.archive;
        this.editions = other.editions;
        this.templates = other.templates;
        this.languages = other.languages;
        this.readBack = readBack;
    }

    /** The same, with another reader. */
    Syndication readBackBy(ReadBack reader) {
        return new Syndication(this, reader);
    }

    /** Makes every feed and places those that changed on the shelf. */
    public SyndicationReport publish(FeedShelf shelf) {
        var writer = new FeedWriter(config.publication(), templates);
        var written = new ArrayList<String>();
        var refused = new ArrayList<SyndicationReport.Refused>();
        var unchanged = 0;
        for (var feed : feeds()) {
            for (var format : FeedFormat.values()) {
                var file = feed.file(format);
                try {
                    var bytes = writer.write(feed, format);
                    readBack.check(feed, format, bytes);
                    if (shelf.place(file, bytes)) {
                        written.add(file);
                    } else {
                        unchanged++;
                    }
                } catch (RuntimeException e) {
                    LOG.warn("feed {} stays as it was: {}", file, e.getMessage());
                    refused.add(
                            new SyndicationReport.Refused(file, String.valueOf(e.getMessage())));
                }
            }
        }
        return new SyndicationReport(written, unchanged, refused);
    }

    private List<Feed> feeds() {
        var make = new Feeds(config, templates, languages, archive.firstTag());
        var feeds = new ArrayList<Feed>();
        feeds.add(make.everything(archive.newest(List.of(), Feeds.LONGEST)));
        for (var list : config.lists()) {
            if (list.visibility() == NewsList.Visibility.PUBLIC) {
                feeds.add(make.of(list, archive.newest(list.topics(), Feeds.LONGEST)));
                var newest = editions.newest(list.id(), list.firstCadence().id(), Feeds.LONGEST);
                feeds.add(make.ofEditions(list, newest));
            }
        }
        for (var topic : topics()) {
            feeds.add(make.of(topic, archive.newest(List.of(topic), Feeds.LONGEST)));
        }
        return feeds;
    }

    /** Also those whose briefings were all withdrawn: their feeds are empty then, and not stale. */
    private Set<TopicId> topics() {
        var topics = new TreeSet<>(archive.everyTopic());
        config.topics().stream().map(Topic::id).forEach(topics::add);
        config.lists().forEach(list -> topics.addAll(list.topics()));
        return topics;
    }
}
