package org.briefwire.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.briefwire.run.MainJob;
import org.briefwire.schedule.Scheduler;
import org.briefwire.schedule.Wakeable;
import org.briefwire.store.Allotment;
import org.briefwire.store.Archive;
import org.briefwire.store.EditionArchive;
import org.briefwire.store.Frequencies;
import org.briefwire.store.Held;
import org.briefwire.store.JoinGate;
import org.briefwire.store.SoleServer;
import org.briefwire.watch.Metrics;
import org.briefwire.web.JoinServices;
import org.briefwire.web.Library;
import org.briefwire.web.MetricsDoor;
import org.briefwire.web.Pages;
import org.briefwire.web.Route;
import org.briefwire.web.Services;
import org.briefwire.web.Site;

/** A running installation: pages are served, the main job is woken, what is due is sent. */
public final class Server implements AutoCloseable {
    private static final Duration FORGET = Duration.ofHours(6);
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Installation installation;
    private final Site site;
    private final Schedulers schedulers;
    private final SoleServer sole;
    private final String address;

    private Server(
            Installation installation,
            Site site,
            Schedulers schedulers,
            SoleServer sole,
            String address) {
        this.installation = installation;
        this.site = site;
        this.schedulers = schedulers;
        this.sole = sole;
        this.address = address;
    }

    static Server start(Installation installation, List<Route> besides) {
        var sole = SoleServer.of(installation.database());
        try {
            return start(installation, besides, sole);
        } catch (RuntimeException e) {
            sole.close();
            throw e;
        }
    }

    private static Server start(Installation installation, List<Route> besides, SoleServer sole) {
        var press = installation.press();
        var returning = new Returning(installation.config().bounces(), installation.returns());
        var more = new ArrayList<>(besides);
        more.addAll(returning.routes());
        more.addAll(
                new MetricsDoor(
                                installation.config().web().metricsToken(),
                                Metrics.CONTENT_TYPE,
                                installation.metrics()::text)
                        .routes());
        var site = site(installation, press, more);
        var port = site.start();
        var database = installation.database();
        var allotment = Allotment.empty(database);
        press.dispatch().start(allotment);
        var scheduler =
                database.isShared()
                        ? Scheduler.sharing(database, Allotment.SHARDS)
                        : Scheduler.start();
        var job = press.mainJob();
        scheduler.wake("main-job", new MainJobAwake(job), LOOK);
        returning.schedule(scheduler);
        // those whose turn it is to be asked whether they want what they were put down for
        scheduler.wake("invitations", installation.invite()::goOn, LOOK);
        // what nobody confirmed, what was counted long ago, and mail that has long gone out
        scheduler.wake("forget", installation::forget, FORGET);
        var own = Optional.<Scheduler>empty();
        if (database.isShared()) {
            scheduler.share("shard", Allotment.SHARDS, new Shards(press.dispatch(), allotment));
            scheduler.begin();
            // what any node has collected and made, in the feeds that this one serves
            var feeds = Scheduler.start();
            feeds.wake("feeds", job::publish, LOOK);
            own = Optional.of(feeds);
        }
        var address = "http://%s:%d".formatted(installation.config().web().host(), port);
        return new Server(installation, site, new Schedulers(scheduler, own), sole, address);
    }

    /** The one that the nodes share, and one for what each node does for itself. */
    private record Schedulers(Scheduler common, Optional<Scheduler> own) {
        void close() {
            own.ifPresent(Scheduler::close);
            common.close();
        }
    }

    private static Site site(Installation installation, Press press, List<Route> besides) {
        var config = installation.config();
        var database = installation.database();
        var library =
                new Library(
                        config,
                        new Archive(database),
                        new EditionArchive(database),
                        press.shelf(),
                        Press.media(config),
                        press.templates(),
                        press.languages());
        var pages =
                new Pages(
                        library,
                        new Services(
                                installation.leave(),
                                installation.choose(),
                                installation.personalData(),
                                press.ownDataNotices(),
                                new Held(database),
                                installation.orders(),
                                new JoinServices(
                                        installation.join(),
                                        new JoinGate(database),
                                        new Frequencies(database))),
                        press.links(),
                        installation.clock());
        var routes = new ArrayList<>(pages.routes());
        routes.addAll(besides);
        return new Site(config.web(), pages.errors(), routes);
    }

    /** Where it listens. */
    public String address() {
        return address;
    }

    private record MainJobAwake(MainJob job) implements Wakeable {
        @Override
        public void wake() {
            job.look();
        }

        @Override
        public Optional<Instant> next() {
            return job.next();
        }
    }

    @Override
    public void close() {
        // messages under way have their time while the schedulers' work comes to its end
        installation.stop();
        schedulers.close();
        installation.press().dispatch().close();
        site.close();
        sole.close();
    }
}
