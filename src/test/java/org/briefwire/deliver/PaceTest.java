package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.briefwire.config.Limit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong time = new AtomicLong();

    /** A message a second, and all of several a message in half of one. */
    private final Pace outer = pace(2, null);

    private final Pace pace = pace(1, outer);

    private Pace pace(int aSecond, @Nullable Pace within) {
        return new Pace(Optional.of(new Limit(aSecond, Duration.ofSeconds(1))), within, time::get);
    }

    private static boolean takes(Pace one) {
        return one.take().isPresent();
    }

    @Test
    void aTurnIsTakenOnce() {
        assertThat(pace.untilTurn()).isZero();
        assertThat(takes(pace)).isTrue();
        assertThat(takes(pace)).isFalse();
        assertThat(pace.untilTurn()).isEqualTo(SECOND);

        time.addAndGet(SECOND);

        assertThat(pace.untilTurn()).isZero();
        assertThat(takes(pace)).isTrue();
    }

    @Test
    void whatNobodyTookIsNotMadeUpFor() {
        time.addAndGet(100 * SECOND);

        assertThat(takes(pace)).isTrue();
        assertThat(takes(pace)).isFalse();
        assertThat(pace.untilTurn()).isGreaterThan(SECOND * 9 / 10);
    }

    @Test
    void aThreadThatWakesALittleLateDoesNotSlowTheRateDown() {
        assertThat(takes(pace)).isTrue();
        time.addAndGet(SECOND + SECOND / 100);
        assertThat(takes(pace)).isTrue();

        assertThat(pace.untilTurn()).isEqualTo(SECOND - SECOND / 100);
    }

    /** A millisecond each: threads wake later than that, and for a while not at all. */
    @Test
    void nineMillisecondsLateTenOfAThousandASecondAreDue() {
        var fast = pace(1000, null);
        assertThat(takes(fast)).isTrue();
        time.addAndGet(SECOND / 100);

        for (var turn = 0; turn < 10; turn++) {
            assertThat(takes(fast)).isTrue();
        }
        assertThat(takes(fast)).isFalse();
    }

    @Test
    void aTurnThatIsGivenBackIsTheNextOnesHereAndOverAll() {
        var turn = pace.take().orElseThrow();
        assertThat(takes(outer)).isFalse();

        turn.giveBack();
        turn.giveBack();

        assertThat(takes(pace)).isTrue();
        assertThat(takes(pace)).isFalse();
        assertThat(takes(outer)).isFalse();
    }

    @Test
    void aTurnIsNotGivenBackAfterALaterOneWasTaken() {
        var turn = pace.take().orElseThrow();
        time.addAndGet(SECOND);
        assertThat(takes(pace)).isTrue();

        turn.giveBack();

        assertThat(takes(pace)).isFalse();
    }

    @Test
    void whatAllHaveUsedUpCostsNoneOfItsOwn() {
        assertThat(takes(outer)).isTrue();
        assertThat(takes(pace)).isFalse();
        time.addAndGet(SECOND / 2);

        assertThat(takes(pace)).isTrue();
    }

    @Test
    void withoutARateItIsAlwaysItsTurnUntilItIsStopped() {
        var free = new Pace(Optional.empty(), new Pace(Optional.empty()));
        assertThat(free.isFree()).isTrue();
        assertThat(pace.isFree()).isFalse();
        assertThat(takes(free)).isTrue();
        assertThat(takes(free)).isTrue();

        free.stop();

        assertThat(takes(free)).isFalse();
    }
}
