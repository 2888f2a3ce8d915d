package org.briefwire.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Sees when the machine's clock is set back, as where it began in local time and then learned the
 * right one: what was set for an instant would wait until the clock is there again. For one thread.
 */
final class ClockSteps {
    /** Less is the clock's own keeping of time. */
    private static final Duration STEP = Duration.ofMinutes(1);

    private final InstantSource wall;
    private final LongSupplier nanos;
    private Instant lastWall;
    private long lastNanos;

    /**
     * Sees steps from now on.
     *
     * @param nanos a clock that nobody sets
     */
    ClockSteps(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.lastWall = wall.instant();
        this.lastNanos = nanos.getAsLong();
    }

    /** The clock that Quartz goes by. */
    static ClockSteps ofMachine() {
        return new ClockSteps(InstantSource.system(), System::nanoTime);
    }

    /** Whether the clock was set back, by more than a minute, since the last look. */
    boolean isSetBack() {
        var now = wall.instant();
        var passed = nanos.getAsLong();
        var meant = lastWall.plusNanos(passed - lastNanos);
        lastWall = now;
        lastNanos = passed;
        return now.isBefore(meant.minus(STEP));
    }
}
