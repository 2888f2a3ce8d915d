package org.briefwire.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.briefwire.answer.Audit;
import org.briefwire.collect.Collector;
import org.briefwire.collect.Intake;
import org.briefwire.collect.Outside;
import org.briefwire.compose.Composer;
import org.briefwire.compose.NoticeComposer;
import org.briefwire.config.Config;
import org.briefwire.deliver.Dispatch;
import org.briefwire.deliver.Outcome;
import org.briefwire.edition.EditionMaker;
import org.briefwire.edition.Forecast;
import org.briefwire.edition.Made;
import org.briefwire.edition.Preview;
import org.briefwire.link.Keys;
import org.briefwire.link.Links;
import org.briefwire.media.MediaShelf;
import org.briefwire.message.Languages;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Stop;
import org.briefwire.notice.Editors;
import org.briefwire.notice.HeldEditions;
import org.briefwire.notice.Outbox;
import org.briefwire.notice.OwnDataNotices;
import org.briefwire.notice.StoppedEditions;
import org.briefwire.run.DigestRenderer;
import org.briefwire.run.MainJob;
import org.briefwire.run.Rehearsal;
import org.briefwire.run.Syndication;
import org.briefwire.run.SyndicationReport;
import org.briefwire.store.Archive;
import org.briefwire.store.Briefings;
import org.briefwire.store.Contents;
import org.briefwire.store.Crowds;
import org.briefwire.store.CursorMoves;
import org.briefwire.store.Database;
import org.briefwire.store.Editions;
import org.briefwire.store.Held;
import org.briefwire.store.Inspection;
import org.briefwire.store.Notices;
import org.briefwire.store.Pictures;
import org.briefwire.store.Rejections;
import org.briefwire.store.SharedSecret;
import org.briefwire.store.Sources;
import org.briefwire.store.Stopped;
import org.briefwire.store.Waves;
import org.briefwire.store.Withdrawals;
import org.briefwire.syndicate.FeedShelf;
import org.briefwire.template.Templates;

/** The stages of one installation, wired to each other; each is safe for many threads. */
public final class Press implements AutoCloseable {
    private final Config config;
    private final Database database;
    private final Collector collector;
    private final Links links;
    private final Templates templates;
    private final Languages languages;
    private final DigestRenderer renderer;
    private final EditionMaker.Parts parts;
    private final Dispatch dispatch;
    private final FeedShelf shelf;
    private final Outbox outbox;
    private final Editors editors;
    private final InstantSource clock;
    private final Stop stop;

    Press(Config config, Database database, Dispatch.Outside outside, Stop stop) {
        var clock = outside.clock();
        this.config = config;
        this.database = database;
        this.clock = clock;
        this.stop = stop;
        this.links =
                new Links(
                        config.publication(),
                        Keys.load(
                                config.publication(),
                                config.data(),
                                new SecureRandom(),
                                new SharedSecret(database)::agree));
        this.templates = Templates.at(config.templates());
        this.languages = Languages.at(config.messages());
        this.collector = collector(config, database, clock, stop);
        this.renderer =
                new DigestRenderer(
                        () ->
                                new Composer(
                                        config.publication(),
                                        templates,
                                        languages,
                                        config.maxSize()),
                        config.publication());
        this.parts =
                new EditionMaker.Parts(
                        new Editions(database),
                        new Waves(database),
                        new CursorMoves(database),
                        new Contents(database),
                        new Withdrawals(database),
                        new Archive(database)::find,
                        renderer);
        this.dispatch = new Dispatch(config, database, links, outside);
        stop.whenTold(dispatch::stop);
        var notices = new Notices(database);
        this.outbox =
                new Outbox(
                        new NoticeComposer(config.publication(), templates, languages),
                        notices,
                        links,
                        clock);
        this.editors = new Editors(config.publication(), outbox, notices, clock);
        this.shelf = new FeedShelf(config.data().resolve("feeds"));
    }

    private static Collector collector(
            Config config, Database database, InstantSource clock, Stop stop) {
        var fetcher = Peeks.fetcher(config);
        stop.whenTold(fetcher::close);
        var publication = config.publication();
        var domain = publication.sender().address().asciiDomain();
        return new Collector(
                config,
                new Intake(
                        new Briefings(database, domain),
                        new Sources(database),
                        new Rejections(database),
                        new Pictures(database),
                        media(config)),
                new Outside(fetcher, clock, stop::await, stop));
    }

    /** The pictures that are kept and served. */
    static MediaShelf media(Config config) {
        return new MediaShelf(config.data().resolve("media"));
    }

    public Collector collector() {
        return collector;
    }

    /** The main job over all the lists of the config. */
    public MainJob mainJob() {
        return new MainJob(
                new MainJob.Stages(
                        collector,
                        maker(),
                        new Archive(database),
                        new Syndication(config, database, templates, languages, clock),
                        shelf,
                        new HeldEditions(config, languages, new Held(database), links, editors),
                        new StoppedEditions(config, languages, new Stopped(database), editors),
                        dispatch),
                config.lists(),
                stop);
    }

    /** Makes what was begun and not ended, such as what was just approved. */
    public List<Made> makeBegun() {
        return maker().makeBegun(config.lists());
    }

    private EditionMaker maker() {
        return new EditionMaker(parts, limits(), clock);
    }

    private EditionMaker.Limits limits() {
        return new EditionMaker.Limits(config.publication().zone(), config.lateAfter(), stop);
    }

    /** The next editions, to look at. */
    public Rehearsal rehearsal() {
        return new Rehearsal(new Preview(parts, clock), renderer, links);
    }

    /** What the next slots will send. */
    public Forecast forecast() {
        return new Forecast(parts, new Crowds(database), limits(), clock);
    }

    /** Compares what the database and the feeds say. */
    public Audit audit() {
        return new Audit(
                new Audit.Matter(
                        new Inspection(database),
                        new Archive(database),
                        new Syndication(config, database, templates, languages, clock),
                        shelf,
                        media(config)),
                clock);
    }

    /** Brings the feeds that are served up to the archive. */
    public SyndicationReport publishFeeds() {
        return new Syndication(config, database, templates, languages, clock).publish(shelf);
    }

    /** Writes every feed into a folder. */
    public SyndicationReport publishFeeds(Path folder) {
        return new Syndication(config, database, templates, languages, clock)
                .publish(new FeedShelf(folder));
    }

    /**
     * Hands one message over, outside of any edition.
     *
     * @return what the server replied
     * @throws BriefwireException when no server took it
     */
    public String handOver(EmailAddress to, byte[] message) {
        return switch (dispatch.handOverNow(to, message)) {
            case Outcome.Sent sent -> sent.reply().toString();
            case Outcome.Deferred deferred -> throw notTaken(to, deferred.reply().toString());
            case Outcome.Failed failed -> throw notTaken(to, failed.reply().toString());
            case Outcome.InDoubt doubt ->
                    throw notTaken(to, "it may have arrived; " + doubt.reply());
            case Outcome.Cancelled cancelled -> throw notTaken(to, cancelled.reason());
        };
    }

    private static BriefwireException notTaken(EmailAddress to, String reply) {
        return new BriefwireException("no server took the mail to %s: %s".formatted(to, reply));
    }

    public Dispatch dispatch() {
        return dispatch;
    }

    /** Takes notices for anybody. */
    Outbox outbox() {
        return outbox;
    }

    /** Tells publication.editors what needs a person. */
    Editors editors() {
        return editors;
    }

    Links links() {
        return links;
    }

    Templates templates() {
        return templates;
    }

    OwnDataNotices ownDataNotices() {
        return new OwnDataNotices(config.publication(), links, outbox);
    }

    Languages languages() {
        return languages;
    }

    FeedShelf shelf() {
        return shelf;
    }

    @Override
    public void close() {
        dispatch.close();
    }
}
