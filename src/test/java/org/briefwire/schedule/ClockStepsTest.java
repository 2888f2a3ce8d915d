package org.briefwire.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.briefwire.testing.MovableClock;
import org.junit.jupiter.api.Test;

class ClockStepsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

    private final MovableClock wall = new MovableClock(NOW);
    private final AtomicLong nanos = new AtomicLong();
    private final ClockSteps steps = new ClockSteps(wall, nanos::get);

    private void pass(Duration onTheWall, Duration really) {
        wall.moveTo(wall.instant().plus(onTheWall));
        nanos.addAndGet(really.toNanos());
    }

    @Test
    void aClockThatGoesAsTimeDoesIsNotSetBack() {
        pass(Duration.ofMinutes(10), Duration.ofMinutes(10));

        assertThat(steps.isSetBack()).isFalse();
    }

    @Test
    void noMoreIsOneThatIsCorrectedByLittleOrGoesForward() {
        pass(Duration.ofSeconds(1), Duration.ofMinutes(1));
        assertThat(steps.isSetBack()).isFalse();

        pass(Duration.ofHours(3), Duration.ofMinutes(1));
        assertThat(steps.isSetBack()).isFalse();
    }

    @Test
    void aStepBackIsSeenOnce() {
        pass(Duration.ofHours(-3), Duration.ofMinutes(1));
        assertThat(steps.isSetBack()).isTrue();

        pass(Duration.ofMinutes(1), Duration.ofMinutes(1));
        assertThat(steps.isSetBack()).isFalse();
    }

    @Test
    void whoeverIsWokenRegularlyIsWokenAtOnceWhenTheClockWasSetBack() {
        var woken = new AtomicInteger();
        try (var scheduler = Scheduler.start(steps, Duration.ofMillis(50))) {
            scheduler.wake("sleeper", woken::incrementAndGet, Duration.ofHours(1));
            await().until(() -> woken.get() == 1);

            wall.moveTo(NOW.minus(Duration.ofHours(3)));

            await().until(() -> woken.get() == 2);
        }
    }
}
