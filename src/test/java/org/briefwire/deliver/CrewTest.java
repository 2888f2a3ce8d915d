package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CrewTest {
    private static final Envelopes NONE = Envelopes.of(List.<Envelope>of().iterator());

    @Test
    @Timeout(30)
    void whenAllAreWithoutAConnectionInTurnTheServerIsOutOfReach() {
        var crew = new Crew(2, NONE);
        var turns = new CyclicBarrier(2);
        var number = new AtomicInteger();

        // one tries while the other waits, and the other way round, for ever
        var reason =
                crew.work(
                        "worker",
                        () -> {
                            if (number.getAndIncrement() == 0) {
                                crew.fell(Reply.ours("the first"));
                                await(turns);
                            } else {
                                await(turns);
                                crew.fell(Reply.ours("the second"));
                            }
                            crew.rest(Duration.ofMinutes(1));
                            crew.rose();
                        });

        assertThat(reason).contains(Reply.ours("the second"));
    }

    @Test
    @Timeout(30)
    void whoHasAConnectionAgainCounts() {
        var crew = new Crew(2, NONE);
        var turns = new CyclicBarrier(2);
        var number = new AtomicInteger();

        var reason =
                crew.work(
                        "worker",
                        () -> {
                            var first = number.getAndIncrement() == 0;
                            for (var round = 0; round < 2; round++) {
                                if (first == (round == 0)) {
                                    crew.fell(Reply.ours("away"));
                                    crew.rose();
                                }
                                await(turns);
                            }
                        });

        assertThat(reason).isEmpty();
    }

    @Test
    void threeOfThoseThatAreIdleTryBeforeTheServerIsOutOfReach() {
        var crew = idleCrewOfFive();

        crew.tries();
        crew.fell(Reply.ours("away"));
        crew.tries();
        crew.fell(Reply.ours("away"));
        assertThat(crew.awaitMore(0)).isTrue();

        crew.tries();
        crew.fell(Reply.ours("away"));
        assertThat(crew.awaitMore(0)).isFalse();
    }

    @Test
    void aConnectionThatIsHadMakesUpForThoseThatWereNot() {
        var crew = idleCrewOfFive();
        crew.tries();
        crew.fell(Reply.ours("away"));
        crew.tries();
        crew.fell(Reply.ours("away"));

        crew.tries();
        crew.reached();
        crew.tries();
        crew.fell(Reply.ours("away"));

        assertThat(crew.awaitMore(0)).isTrue();
    }

    private static Crew idleCrewOfFive() {
        var crew = new Crew(5, new Envelopes.Ways(Optional::empty, Optional::empty, _ -> true));
        for (var worker = 0; worker < 5; worker++) {
            crew.idles();
        }
        return crew;
    }

    private static void await(CyclicBarrier turns) {
        try {
            turns.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
