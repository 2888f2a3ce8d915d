package org.briefwire.pace;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.locks.ReentrantLock;
import org.briefwire.config.WarmUp;
import org.briefwire.store.Allowances;
import org.briefwire.store.Database;

/**
 * A warm-up plan at work: how many messages may still go out today. Nodes share a day's number by
 * taking a few at a time; what a killed one had taken and not sent is lost to the day. Safe for
 * many threads.
 */
public final class Allowance {
    private static final int FEW = 32;
    private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(10).toNanos();

    private final String plan;
    private final WarmUp warmUp;
    private final ZoneId zone;
    private final InstantSource clock;
    private final Allowances rows;
    private final ReentrantLock lock = new ReentrantLock();
    private LocalDate day = LocalDate.MIN;
    private int held;
    private long spent;
    private boolean isSpent;

    /** The publication's days count. */
    public Allowance(
            String plan, WarmUp warmUp, Database database, ZoneId zone, InstantSource clock) {
        this.plan = plan;
        this.warmUp = warmUp;
        this.zone = zone;
        this.clock = clock;
        this.rows = new Allowances(database);
    }

    private LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    /** Whether there is one left, which is then taken. */
    public boolean take() {
        lock.lock();
        try {
            if (!fill()) {
                return false;
            }
            held--;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is one left. */
    public boolean isLeft() {
        lock.lock();
        try {
            return fill();
        } finally {
            lock.unlock();
        }
    }

    /** Whether none is left, as far as can be told without taking any: for whoever only looks. */
    public boolean isUsedUp() {
        var now = today();
        var limit = warmUp.limit(now);
        return limit.isPresent() && !isHeld(now) && rows.left(plan, now, limit.getAsLong()) <= 0;
    }

    private boolean isHeld(LocalDate now) {
        lock.lock();
        try {
            return now.equals(day) && held > 0;
        } finally {
            lock.unlock();
        }
    }

    private boolean fill() {
        var now = today();
        if (!now.equals(day)) {
            day = now;
            held = 0;
            isSpent = false;
        }
        if (held > 0) {
            return true;
        }
        if (isSpent && System.nanoTime() - spent < ASK_AGAIN_NANOS) {
            return false;
        }
        var limit = warmUp.limit(day);
        held = limit.isEmpty() ? FEW : rows.take(plan, day, limit.getAsLong(), FEW);
        isSpent = held == 0;
        spent = System.nanoTime();
        return held > 0;
    }

    /** One goes out without asking: it counts all the same. */
    public void count() {
        lock.lock();
        try {
            if (fill()) {
                held--;
            } else {
                rows.count(plan, day, 1);
            }
        } finally {
            lock.unlock();
        }
    }

    /** One that was taken did not go out. */
    public void putBack() {
        lock.lock();
        try {
            held++;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing goes out for a while: what is held may go to other nodes. */
    public void release() {
        lock.lock();
        try {
            if (held > 0 && warmUp.limit(day).isPresent()) {
                rows.count(plan, day, -held);
            }
            held = 0;
        } finally {
            lock.unlock();
        }
    }

    /** What to tell an operator when nothing is left. */
    public String words() {
        var now = today();
        return "the warm-up allows %s messages on %s, and they are sent; it goes on the next day"
                .formatted(
                        warmUp.limit(now).isPresent()
                                ? Long.toString(warmUp.limit(now).getAsLong())
                                : "any number of",
                        now);
    }
}
