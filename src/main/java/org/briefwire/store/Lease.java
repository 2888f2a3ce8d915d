package org.briefwire.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to send of one of several processes on a PostgreSQL database: a session's advisory
 * lock, which ends with the process, and a beat each second, which ends when the process is
 * suspended or cut off. Each buries the others: at once who has lost its lock, and after {@link
 * #BURIED_AFTER} who has stopped beating, so that their deliveries are pending again.
 *
 * <p>Whoever has not beaten for {@link #LENGTH} takes its lease for lost, before the others do; and
 * what it still tells of its deliveries is refused, as they have no owner or another one by then.
 */
final class Lease implements CourierLock.Claim {
    static final Duration LENGTH = Duration.ofSeconds(6);
    static final Duration BURIED_AFTER = Duration.ofSeconds(9);
    private static final Duration BEAT = Duration.ofSeconds(1);

    /** How long the database may take to answer a beat: less than the lease lasts. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration GLANCE = Duration.ofMillis(1);
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    /** The first key of our advisory locks; the second is the owner. */
    static final int ADVISORY = 0x42574352;

    /** The database's clock, as the nodes' own may differ. */
    private static final String NOW =
            "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)";

    private final Database database;
    private final Handle session;
    private final CourierId owner;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread heart;
    private volatile long beaten = System.nanoTime();
    private volatile boolean lost;
    private final AtomicInteger doubts = new AtomicInteger();
    private volatile int dispelled;
    private final Semaphore pulse = new Semaphore(0);
    private volatile IntSupplier shards = () -> 0;
    private volatile BooleanSupplier isAway = () -> false;
    private volatile Others others = new Others(0, 0, false);

    /** How many live, how many older ones can send, and whether any has looked at what was left. */
    private record Others(int living, int ableOlder, boolean looked) {}

    /** Another one; a number is the name of one that has none any more. */
    private record Seen(
            CourierId owner, String name, boolean silent, boolean away, boolean looked) {}

    private Lease(Database database, Handle session, CourierId owner) {
        this.database = database.prompt();
        this.session = session;
        this.owner = owner;
        this.heart =
                Thread.ofPlatform().daemon().name("lease-" + owner.value()).unstarted(this::live);
    }

    static Lease take(Database database) {
        var session = database.session();
        try {
            Silence.ofAtMost(ANSWER).limitIn(session.getConnection());
            // nobody sees the new node before its lock is had
            var id =
                    session.inTransaction(handle -> {
                        var node = newNode(handle);
                        Claims.tryAdvisory(handle, ADVISORY, node);
                        return node;
                    });
            var lease = new Lease(database, session, id);
            lease.beat();
            lease.heart.start();
            return lease;
        } catch (JdbiException e) {
            abort(session);
            throw Database.failed(e);
        } catch (RuntimeException e) {
            abort(session);
            throw e;
        }
    }

    /** Ends the session under whoever uses it, and its lock with it; nobody waits for anything. */
    private static void abort(Handle session) {
        try (session) {
            session.getConnection().abort(Runnable::run);
        } catch (SQLException | JdbiException alreadyGone) {
            LOG.debug("a session could not be ended: {}", alreadyGone.getMessage());
        }
    }

    private static CourierId newNode(Handle handle) {
        return new CourierId(
                handle.createQuery(
                                """
                                INSERT INTO node (epoch, beat, name, looked)
                                VALUES (%1$s, %1$s, :name, 0) RETURNING id
                                """
                                        .formatted(NOW))
                        .bind("name", Nodes.here())
                        .mapTo(long.class)
                        .one());
    }

    private void live() {
        try {
            while (!lost && closing.getCount() > 0) {
                if (pulse.tryAcquire(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                    pulse.drainPermits();
                }
                if (closing.getCount() > 0) {
                    beat();
                }
            }
        } catch (RuntimeException e) {
            lose("the database does not answer: " + e.getMessage());
            database.forgetIdle();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        var begun = System.nanoTime();
        var before = doubts.get();
        if (!stillThere()) {
            lose("another node took it for dead");
            return;
        }
        beaten = begun;
        dispelled = before;
        var living = 0;
        var ableOlder = 0;
        var looked = false;
        for (var seen : seen()) {
            if (isBuried(seen)) {
                continue;
            }
            living++;
            ableOlder += seen.owner().value() < owner.value() && !seen.away() ? 1 : 0;
            looked |= seen.looked();
        }
        others = new Others(living, ableOlder, looked);
    }

    private boolean stillThere() {
        return session.createUpdate(
                                "UPDATE node SET beat = %s, shards = :shards, away = :away WHERE id = :id"
                                        .formatted(NOW))
                        .bind("shards", shards.getAsInt())
                        .bind("away", isAway.getAsBoolean() ? 1 : 0)
                        .bind("id", owner.value())
                        .execute()
                == 1;
    }

    /** Everybody else who has the right, or something that is being sent. */
    private List<Seen> seen() {
        return session.createQuery(
                        """
                        SELECT o.id, COALESCE(NULLIF(n.name, ''), CAST(o.id AS text)) AS name,
                               COALESCE(n.beat < %s - :after, TRUE) AS silent,
                               COALESCE(n.away, 0) AS away, COALESCE(n.looked, 0) AS looked
                        FROM (SELECT id FROM node
                              UNION SELECT owner FROM delivery WHERE state = 'sending'
                              UNION SELECT owner FROM notice WHERE state = 'sending') o
                        LEFT JOIN node n ON n.id = o.id
                        WHERE o.id <> :me
                        """
                                .formatted(NOW))
                .bind("after", BURIED_AFTER.toMillis())
                .bind("me", owner.value())
                .map((rows, context) ->
                        new Seen(
                                new CourierId(rows.getLong("id")),
                                rows.getString("name"),
                                rows.getBoolean("silent"),
                                rows.getInt("away") != 0,
                                rows.getInt("looked") != 0))
                .list();
    }

    /** A lock that can be had belongs to nobody who lives. */
    private boolean isBuried(Seen other) {
        if (Claims.tryAdvisory(session, ADVISORY, other.owner())) {
            database.change(handle -> Claims.free(handle, other.owner()));
            Claims.unlockAdvisory(session, ADVISORY, other.owner());
            return true;
        }
        return other.silent() && isSilenced(other);
    }

    private boolean isSilenced(Seen silent) {
        var isSilenced =
                database.write(handle -> {
                    var beats =
                            handle.createQuery(
                                            """
                                            SELECT count(*) FROM node
                                            WHERE id = :id AND beat >= %s - :after
                                            """
                                                    .formatted(NOW))
                                    .bind("id", silent.owner().value())
                                    .bind("after", BURIED_AFTER.toMillis())
                                    .mapTo(long.class)
                                    .one();
                    if (beats == 0) {
                        Claims.free(handle, silent.owner());
                    }
                    return beats == 0;
                });
        if (isSilenced) {
            LOG.warn(
                    "node {} has been silent for {} s: others send what it had",
                    silent.name(),
                    BURIED_AFTER.toSeconds());
        }
        return isSilenced;
    }

    private synchronized void lose(String why) {
        if (!lost && closing.getCount() > 0) {
            LOG.warn("the right to send is lost: {}; nothing more is sent by it", why);
        }
        lost = true;
    }

    @Override
    public CourierId owner() {
        return owner;
    }

    @Override
    public void doubt() {
        doubts.incrementAndGet();
        pulse.release();
    }

    @Override
    public boolean held() {
        while (doubts.get() != dispelled && !lost && closing.getCount() > 0 && !isOverdue()) {
            LockSupport.parkNanos(GLANCE.toNanos());
        }
        if (!lost && isOverdue()) {
            lose("it could not be renewed in time");
        }
        return !lost;
    }

    private boolean isOverdue() {
        return System.nanoTime() - beaten > LENGTH.toNanos();
    }

    @Override
    public boolean isFirst() {
        return others.ableOlder() == 0;
    }

    @Override
    public boolean hasAnotherLooked() {
        return others.looked();
    }

    @Override
    public void looked() {
        database.change(handle ->
                handle.createUpdate("UPDATE node SET looked = 1 WHERE id = :id")
                        .bind("id", owner.value())
                        .execute());
    }

    @Override
    public int sharers() {
        return 1 + others.living();
    }

    @Override
    public void shows(IntSupplier count, BooleanSupplier away) {
        shards = count;
        isAway = away;
    }

    @Override
    public void putBack() {
        database.change(handle -> Claims.putBack(handle, owner));
    }

    @Override
    public void close() {
        closing.countDown();
        pulse.release();
        var still = heartStopped();
        try {
            database.change(handle -> Claims.free(handle, owner));
        } finally {
            if (still && Claims.answers(session)) {
                try (session) {
                    Claims.unlockAdvisory(session, ADVISORY, owner);
                }
            } else {
                abort(session);
            }
        }
    }

    /** Waits for the beat under way, a moment only: it may be one that is never answered. */
    private boolean heartStopped() {
        try {
            if (heart.join(MOMENT)) {
                return true;
            }
            abort(session);
            heart.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
