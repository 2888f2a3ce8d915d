package org.briefwire.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.briefwire.config.Limit;
import org.briefwire.config.ProviderPace;
import org.briefwire.store.Providers.Known;
import org.briefwire.store.Providers.SlowDown;
import org.junit.jupiter.api.Test;

class SpeedTest {
    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");
    private static final String REPLY = "421 4.7.28 slow down";

    private static Speed speed(Optional<SlowDown> slow, Optional<ProviderPace> configured) {
        return new Speed(new Known(16, "example", slow), configured);
    }

    private static Speed free() {
        return speed(Optional.empty(), Optional.empty());
    }

    private static Optional<ProviderPace> atMost(int perMinute) {
        return Optional.of(
                new ProviderPace(
                        "example",
                        List.of(),
                        List.of(),
                        Optional.of(new Limit(perMinute, Duration.ofMinutes(1))),
                        OptionalInt.empty(),
                        OptionalInt.empty()));
    }

    private static Speed asked(Speed before, long measured, Instant at) {
        return speed(before.asked(measured, REPLY, at), before.configured());
    }

    @Test
    void whoeverAsksForLessGetsHalfOfWhatItHad() {
        var speed = asked(free(), 12_000, NOW);

        assertThat(speed.isLimited(NOW)).isTrue();
        assertThat(speed.perHour(NOW)).isEqualTo(OptionalLong.of(6_000));
        assertThat(speed.gap(NOW)).isEqualTo(Duration.ofMillis(600));
        assertThat(speed.slowed(NOW)).contains(new SlowDown(6_000, 12_000, NOW, NOW, REPLY));
    }

    @Test
    void aBurstOfRefusalsCountsAsOne() {
        var speed = asked(free(), 12_000, NOW);

        assertThat(speed.asked(12_000, REPLY, NOW.plusSeconds(9))).isEmpty();
        assertThat(speed.asked(12_000, REPLY, NOW.plusSeconds(10)))
                .contains(new SlowDown(3_000, 12_000, NOW.plusSeconds(10), NOW, REPLY));
    }

    /** As of a machine that began with the year 2036. */
    @Test
    void whatWasHeardByAClockThatWasAheadIsForgotten() {
        var speed = asked(free(), 12_000, NOW.plus(Duration.ofDays(3000)));

        assertThat(speed.isLimited(NOW)).isFalse();
        assertThat(speed.asked(12_000, REPLY, NOW))
                .contains(new SlowDown(6_000, 12_000, NOW, NOW, REPLY));
    }

    @Test
    void nobodyGetsLessThanSixAMinute() {
        var speed = free();
        for (var times = 0; times < 20; times++) {
            speed = asked(speed, 12_000, NOW.plusSeconds(10L * times));
        }

        assertThat(speed.perHour(NOW.plusSeconds(190))).isEqualTo(OptionalLong.of(360));
    }

    @Test
    void eachQuietMinuteGivesAQuarterMoreUntilItHasTwiceWhatItHad() {
        var speed = asked(free(), 12_000, NOW);

        assertThat(speed.perHour(NOW.plusSeconds(59))).isEqualTo(OptionalLong.of(6_000));
        assertThat(speed.perHour(NOW.plusSeconds(60))).isEqualTo(OptionalLong.of(7_500));
        assertThat(speed.perHour(NOW.plusSeconds(120))).isEqualTo(OptionalLong.of(9_375));
        assertThat(speed.isLimited(NOW.plus(Duration.ofMinutes(6)))).isTrue();
        // 6,000 × 1.25^7 is more than 24,000
        assertThat(speed.isLimited(NOW.plus(Duration.ofMinutes(7)))).isFalse();
    }

    @Test
    void recoveredItStaysAtWhatTheConfigAllows() {
        var speed = asked(speed(Optional.empty(), atMost(200)), 99_000, NOW);

        assertThat(speed.perHour(NOW)).isEqualTo(OptionalLong.of(6_000));
        assertThat(speed.perHour(NOW.plus(Duration.ofMinutes(3))))
                .isEqualTo(OptionalLong.of(11_718));
        assertThat(speed.slowed(NOW.plus(Duration.ofMinutes(4)))).isEmpty();
        assertThat(speed.perHour(NOW.plus(Duration.ofMinutes(4))))
                .isEqualTo(OptionalLong.of(12_000));
    }
}
