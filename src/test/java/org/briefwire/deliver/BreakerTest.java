package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Reply GONE = Reply.ours("main can't be reached: refused");

    private long now = 1_000;
    private boolean answers;
    private Optional<RuntimeException> failure = Optional.empty();
    private int looks;
    private final Deque<Look> looksToCome = new ArrayDeque<>();
    private final Breaker breaker =
            new Breaker(
                    "main",
                    () -> {
                        looks++;
                        failure.ifPresent(e -> {
                            throw e;
                        });
                        return answers;
                    },
                    () -> now,
                    (rest, work) -> looksToCome.add(new Look(rest, work)));

    private record Look(Duration rest, Runnable work) {}

    /** Lets the time pass until the next look is over; how many seconds that took. */
    private long look() {
        var next = looksToCome.remove();
        now += next.rest().toNanos();
        next.work().run();
        return next.rest().toSeconds();
    }

    private void after(Duration time) {
        now += time.toNanos();
    }

    @Test
    void aServerThatIsAwayIsLookedAtEverMoreRarelyUpToHalfAMinute() {
        breaker.trip(GONE);
        breaker.trip(Reply.ours("told once is enough"));

        assertThat(IntStream.range(0, 8).mapToLong(_ -> look()))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
        assertThat(breaker.reason()).contains(GONE);
        assertThat(looksToCome).hasSize(1);
    }

    @Test
    void asSoonAsItAnswersItIsGivenMailAndNoMoreLooks() {
        breaker.trip(GONE);
        look();
        answers = true;
        look();

        assertThat(breaker.reason()).isEmpty();
        assertThat(breaker.awaitClosed(Duration.ZERO)).isTrue();
        assertThat(looksToCome).isEmpty();
    }

    @Test
    void oneThatFailsAgainWithinAMinuteIsLeftAloneForLongerStill() {
        breaker.trip(GONE);
        look();
        answers = true;
        assertThat(look()).isEqualTo(2);

        after(Duration.ofSeconds(59));
        breaker.trip(GONE);

        assertThat(look()).isEqualTo(4);
        breaker.trip(GONE);
        assertThat(look()).isEqualTo(8);
    }

    @Test
    void oneThatWasSteadyForAMinuteIsLookedAtAfterASecondAgain() {
        breaker.trip(GONE);
        look();
        answers = true;
        look();

        after(Duration.ofSeconds(60));
        breaker.trip(GONE);

        assertThat(look()).isEqualTo(1);
    }

    @Test
    void aLookThatFailsOfItselfIsNotTheLast() {
        breaker.trip(GONE);
        failure = Optional.of(new IllegalStateException("no socket"));
        assertThat(look()).isEqualTo(1);
        failure = Optional.empty();
        answers = true;

        assertThat(look()).isEqualTo(2);
        assertThat(breaker.reason()).isEmpty();
    }

    @Test
    void nobodyLooksWhenSendingHasEnded() {
        breaker.trip(GONE);
        breaker.close();
        look();
        breaker.trip(GONE);

        assertThat(looks).isZero();
        assertThat(looksToCome).isEmpty();
    }
}
