package org.briefwire.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.briefwire.config.Config;
import org.briefwire.dkim.DkimSigner;
import org.briefwire.dns.Dns;
import org.briefwire.link.Links;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Progress;
import org.briefwire.pace.Speeds;
import org.briefwire.store.Allotment;
import org.briefwire.store.CourierLock;
import org.briefwire.store.CourierLock.Claim;
import org.briefwire.store.Database;
import org.briefwire.store.Deliveries;
import org.briefwire.store.EditionOrders;
import org.briefwire.store.Editions;
import org.briefwire.store.Notices;
import org.briefwire.store.ProviderPools;
import org.briefwire.watch.Metrics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due: once through with {@link #sendDue}, or from {@link #start} until it is closed.
 * Safe for use by many threads; one pass runs at a time.
 */
public final class Dispatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    /** How long messages that are under way have when it is to end. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** How long what follows may take: outcomes are committed, what was claimed is put back. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final Database database;
    private final CourierLock lock;
    private final Book.Office office;
    private final Letters letters;
    private final Takeover takeover;
    private final Duties duties;
    private final Speeds speeds;
    private final Metrics metrics;
    private final Map<Integer, Lane.Turns> turns = new ConcurrentHashMap<>();
    private final Holdups holdups;
    private final ReentrantLock passing = new ReentrantLock();
    private final Vigil vigil = new Vigil(System::nanoTime);
    private final Semaphore woken = new Semaphore(0);
    private volatile @Nullable Pass pass;
    private volatile @Nullable Thread loop;
    private final AtomicInteger terms = new AtomicInteger();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean closing;

    /** A dispatch over the config's servers. */
    public Dispatch(Config config, Database database, Links links, Outside outside) {
        this(config, database, links, Equipment.standard(outside));
    }

    /** What is not ours: the time, DNS, and whoever wants to know how it goes. */
    public record Outside(InstantSource clock, Dns dns, Metrics metrics) {}

    Dispatch(Config config, Database database, Links links, Equipment equipment) {
        var clock = equipment.clock();
        var deliveries = new Deliveries(database);
        this.database = database;
        this.lock = new CourierLock(database, config.data(), clock);
        this.letters =
                new Letters(
                        deliveries,
                        links,
                        config.bounces().address().map(links::returnPaths),
                        new DkimSigner(config.dkim(), clock));
        var orders = new EditionOrders(database);
        this.takeover = new Takeover(database, config.lateAfter(), clock);
        this.office =
                new Book.Office(
                        deliveries,
                        new ProviderPools(database),
                        new Notices(database),
                        new Waits(equipment.random()),
                        config.giveUpAfter(),
                        new FaultWatch(
                                config.faultLimit(),
                                (edition, because) ->
                                        stopped(
                                                orders.stop(edition, because, clock.instant()),
                                                because)),
                        clock);
        this.duties = Duties.of(config, database, equipment);
        this.holdups = new Holdups(duties.connections());
        this.speeds = new Speeds(config.pacing(), database, equipment.dns(), clock);
        this.metrics = equipment.metrics();
        new Figures(office, duties, speeds).showIn(metrics);
    }

    /**
     * Hands over each delivery that is due now, once, and ends. When another process has the right
     * to send, it is left to that.
     */
    public DispatchReport sendDue() {
        return sendDue(Progress.UNSEEN);
    }

    /** The same; the progress hears of each delivery that has its outcome. */
    public DispatchReport sendDue(Progress progress) {
        if (duties.all().isEmpty()) {
            throw new BriefwireException(
                    "smtp: no server is configured; name one with its host and port to send mail");
        }
        var taken = lock.tryTake();
        if (taken.isEmpty()) {
            return elsewhere();
        }
        try (var claim = taken.get()) {
            var left = takeover.look(claim, () -> closing);
            var due = office.deliveries().due(office.clock().instant());
            try (var work = progress.begin("sending", due)) {
                var report = pass(claim, Allotment.whole(database), work, Pass.Stay.ONCE);
                takeover.leave();
                return report.with(left);
            }
        }
    }

    private static String stopped(Editions.Edition edition, String because) {
        return "%1$s number %2$d was stopped: %3$s; 'editions resume %1$s %2$d' goes on, 'editions cancel %1$s %2$d' gives it up"
                .formatted(edition.list(), edition.number().orElse(0), because);
    }

    /** Hands one message over now, outside the ledger: for a test mail. */
    public Outcome handOverNow(EmailAddress recipient, byte[] message) {
        var trial = new Parcel.Trial(office.clock().instant());
        var envelope = new Envelope(trial, recipient, () -> letters.signed(message.clone()));
        Outcome last = new Outcome.Deferred(Reply.ours("smtp: no server is configured"));
        passing.lock();
        try {
            for (var duty : duties.all()) {
                last = duty.courier().handOverNow(envelope);
                if (!(last instanceof Outcome.Deferred) && !last.isForAnother()) {
                    return last;
                }
            }
            return last;
        } finally {
            passing.unlock();
        }
    }

    private DispatchReport elsewhere() {
        return new DispatchReport(
                DispatchReport.Sender.ANOTHER_PROCESS,
                0,
                0,
                0,
                0,
                office.deliveries().waiting(),
                office.deliveries().nextDue(),
                List.of(),
                List.of());
    }

    private DispatchReport pass(
            Claim claim, Allotment from, Progress.Work progress, Pass.Stay stay) {
        passing.lock();
        try {
            var current =
                    new Pass(
                            claim,
                            new Pass.Desk(
                                    office,
                                    letters,
                                    from,
                                    speeds,
                                    turns,
                                    holdups,
                                    metrics,
                                    progress,
                                    stay,
                                    takeover::live),
                            duties);
            pass = current;
            if (closing) {
                current.stop();
            }
            return current.run();
        } finally {
            pass = null;
            passing.unlock();
        }
    }

    /** Sends in the background whatever falls due, until closed. */
    public void start() {
        start(Allotment.whole(database));
    }

    /** The same for what is allotted to this node. */
    public void start(Allotment from) {
        var thread = Thread.ofPlatform().name("dispatch").unstarted(() -> keepSending(from));
        loop = thread;
        thread.start();
        vigil.over(thread);
    }

    /**
     * Why {@link #start} sends nothing, in words for anybody; that servers are away is no reason.
     */
    public Optional<String> trouble() {
        var current = pass;
        return vigil.trouble(current == null ? Duration.ZERO : current.unkept());
    }

    /** How often the right to send was had by {@link #start} and lost; for what lasts as long. */
    public int terms() {
        return terms.get();
    }

    /** Looks at once for what is due: for whoever has made something due. */
    public void wake() {
        woken.release();
    }

    private void keepSending(Allotment from) {
        while (!closing) {
            try {
                var taken = lock.tryTake();
                if (taken.isPresent()) {
                    try (var claim = taken.get()) {
                        var left = takeover.look(claim, () -> closing);
                        left.held().forEach(LOG::warn);
                        left.givenUp().forEach(LOG::warn);
                        send(claim, from);
                        takeover.leave();
                    } finally {
                        terms.incrementAndGet();
                    }
                }
                vigil.seen();
            } catch (BriefwireException e) {
                vigil.failed();
                LOG.warn("sending was interrupted and begins again: {}", e.getMessage());
                LOG.debug("sending was interrupted", e);
            } catch (RuntimeException e) {
                // whatever it is: nobody else would begin again
                vigil.failed();
                LOG.error("sending was interrupted and begins again: {}", e.getMessage(), e);
            }
            rest(LOOK);
        }
    }

    private void send(Claim claim, Allotment from) {
        claim.shows(from::size, () -> !duties.anyReachable());
        var tired = LOOK;
        while (!closing && claim.held()) {
            if (!duties.anyReachable() || !(due(from) || isTurnDue(claim))) {
                // whoever recorded the last outcome may have seen another's still open
                office.deliveries().finishEditions();
                vigil.seen();
                takeover.live();
                rest(LOOK);
                continue;
            }
            vigil.passing();
            var report = pass(claim, from, Progress.UNSEEN.begin("sending", 0), Pass.Stay.ON);
            vigil.seen();
            report.stale().forEach(stopped -> LOG.warn("{}", stopped));
            report.troubles().forEach(trouble -> LOG.warn("{}", trouble));
            if (report.troubles().isEmpty()) {
                tired = LOOK;
            } else {
                restButForNotices(tired);
                tired = tired.multipliedBy(2);
                tired = tired.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : tired;
            }
        }
    }

    private boolean due(Allotment from) {
        var now = office.clock().instant();
        return isDue(from.nextDue(), now) || isNoticeDue();
    }

    private boolean isNoticeDue() {
        return isDue(office.notices().nextDue(), office.clock().instant());
    }

    private boolean isTurnDue(Claim claim) {
        var now = office.clock().instant();
        return claim.isFirst()
                && office.pools().nextDue().values().stream().anyMatch(due -> !due.isAfter(now));
    }

    private static boolean isDue(Optional<Instant> due, Instant now) {
        return due.filter(instant -> !instant.isAfter(now)).isPresent();
    }

    /** Notices wait for nobody. */
    private void restButForNotices(Duration longest) {
        for (var left = longest; !left.isNegative() && !left.isZero(); left = left.minus(LOOK)) {
            rest(LOOK);
            if (closing || isNoticeDue()) {
                return;
            }
        }
    }

    private void rest(Duration longest) {
        try {
            if (woken.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                woken.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
        }
    }

    /**
     * Begins no further message. Those under way have ten seconds, then their connections are cut;
     * outcomes are committed all the while. Returns at once.
     */
    public void stop() {
        if (stopping.compareAndSet(false, true)) {
            closing = true;
            wake();
            duties.all().forEach(Duty::stop);
            var current = pass;
            if (current != null) {
                current.stop();
            }
            Thread.ofPlatform().daemon().name("dispatch-end").start(this::end);
        }
    }

    private void end() {
        try {
            awaitPass(GRACE);
            duties.all().forEach(Duty::close);
            speeds.close();
            var current = pass;
            if (current != null) {
                current.hurry();
            }
        } finally {
            stopped.countDown();
        }
    }

    /** The same, and waits until it has come to an end; but not for long. */
    @Override
    public void close() {
        stop();
        var thread = loop;
        try {
            stopped.await();
            awaitPass(AFTERWARDS);
            if (thread != null && !thread.join(AFTERWARDS)) {
                LOG.warn(
                        "the database does not answer: what was claimed is free at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitPass(Duration longest) {
        try {
            if (passing.tryLock(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                passing.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
