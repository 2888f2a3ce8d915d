package org.briefwire.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers outcomes: one thread commits whatever has gathered, again and again. At most {@link
 * #BOUND} outcomes are not yet committed; so a process that dies has at most that many, and the
 * messages under way, to repeat. While the database is gone it tries on, and nobody sends more.
 */
final class Committer implements AutoCloseable {
    static final int BOUND = 32;

    /** So many are worth a transaction of their own, whenever the last one was. */
    private static final int WORTH_IT = BOUND / 2;

    /**
     * For fewer, transactions begin so far apart: what gathers meanwhile shares pages and a sync to
     * disk, and leaves room for as much again while it is committed.
     */
    private static final Duration APART = Duration.ofMillis(3);

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Duration grace;
    private final Semaphore room = new Semaphore(BOUND);
    private final BlockingQueue<Optional<Ended>> gathered = new LinkedBlockingQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private long begun = System.nanoTime();
    private volatile Optional<Long> failing = Optional.empty();

    /** Where outcomes are kept. */
    @FunctionalInterface
    interface Ledger {
        /** Keeps all of them, or throws and keeps none. */
        void keep(List<Ended> outcomes);
    }

    /**
     * Begins to commit.
     *
     * @param grace how long it goes on trying after {@link #hurry}
     */
    Committer(Ledger ledger, Duration grace) {
        this.ledger = ledger;
        this.grace = grace;
        this.thread = Thread.ofPlatform().name("committer").start(this::commit);
    }

    /** Takes an outcome, as soon as there is room. */
    void add(Ended ended) {
        room.acquireUninterruptibly();
        gathered.add(Optional.of(ended));
    }

    private void commit() {
        var batch = new ArrayList<Ended>(BOUND);
        var open = true;
        while (open) {
            batch.clear();
            open = gather(batch);
            if (!batch.isEmpty() && !keep(List.copyOf(batch))) {
                LOG.error(
                        "{} outcomes could not be kept; those mails may go out twice",
                        batch.size());
            }
            room.release(batch.size());
        }
    }

    /**
     * Waits for an outcome and takes what else is there; false when there will be none any more.
     */
    private boolean gather(List<Ended> batch) {
        var news = new ArrayList<Optional<Ended>>();
        try {
            news.add(gathered.take());
        } catch (InterruptedException nobodyDoes) {
            return true;
        }
        gathered.drainTo(news);
        var early = begun + APART.toNanos() - System.nanoTime();
        if (news.size() < WORTH_IT && early > 0) {
            sleep(Duration.ofNanos(early));
            gathered.drainTo(news);
        }
        begun = System.nanoTime();
        news.forEach(each -> each.ifPresent(batch::add));
        return news.stream().allMatch(Optional::isPresent);
    }

    private boolean keep(List<Ended> batch) {
        var wait = FIRST_WAIT;
        var patience = Long.MAX_VALUE;
        var said = "";
        while (true) {
            try {
                ledger.keep(batch);
                failing = Optional.empty();
                return true;
            } catch (RuntimeException | LinkageError e) {
                // the second when the program's file is replaced under it; nobody else would keep
                // them
                failing = failing.or(() -> Optional.of(System.nanoTime()));
                var words = String.valueOf(e.getMessage());
                if (!words.equals(said)) {
                    LOG.warn("outcomes can't be kept yet: {}", words);
                }
                said = words;
            }
            if (pause(wait)) {
                if (patience == Long.MAX_VALUE) {
                    patience = System.nanoTime() + grace.toNanos();
                }
                if (System.nanoTime() - patience > 0) {
                    return false;
                }
                sleep(FIRST_WAIT);
            }
            wait =
                    wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0
                            ? wait.multipliedBy(2)
                            : LONGEST_WAIT;
        }
    }

    /** For how long nothing could be kept; nothing when all is well. */
    Duration unkept() {
        return failing.map(since -> Duration.ofNanos(System.nanoTime() - since))
                .orElse(Duration.ZERO);
    }

    /** Waits, or less when there is a hurry; true when closing. */
    private boolean pause(Duration wait) {
        try {
            return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyDoes) {
            return true;
        }
    }

    private static void sleep(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException nobodyDoes) {
            // what it waits for is looked at the sooner
        }
    }

    /** Gives up on a database that is gone or full, after the grace: the process is to end. */
    void hurry() {
        closing.countDown();
    }

    /**
     * Returns when everything that was added is committed, or there is a hurry and the grace is
     * over. Whoever began again without would send those mails twice, and again as long as the
     * database is full.
     */
    @Override
    public void close() {
        gathered.add(Optional.empty());
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
