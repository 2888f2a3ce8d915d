package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VigilTest {
    private final AtomicLong now = new AtomicLong();
    private final Vigil vigil = new Vigil(now::get);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().start(this::stay);

    private void stay() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        end.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        end();
    }

    private void after(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private void isWell() {
        assertThat(vigil.trouble(Duration.ZERO)).isEmpty();
    }

    @Test
    void whereNobodyIsToSendNothingIsWrong() {
        after(Duration.ofHours(1));

        isWell();
    }

    @Test
    void aThreadThatHasEndedIsToldAtOnce() {
        vigil.over(thread);
        vigil.passing();
        isWell();

        end();

        assertThat(vigil.trouble(Duration.ZERO))
                .contains("sending has ended; the log says why; start Briefwire again");
    }

    @Test
    void whoDoesNotComeRoundForTwoMinutesIsToldOfUntilItDoes() {
        vigil.over(thread);
        after(Duration.ofSeconds(119));
        vigil.failed();
        isWell();

        after(Duration.ofSeconds(1));
        assertThat(vigil.trouble(Duration.ZERO))
                .contains("nothing could be sent for 120 s; the log says why");

        vigil.seen();
        isWell();
    }

    @Test
    void aPassMayLastForHoursAsLongAsItsOutcomesCanBeKept() {
        vigil.over(thread);
        vigil.passing();
        after(Duration.ofHours(3));
        isWell();

        assertThat(vigil.trouble(Duration.ofSeconds(150)))
                .contains("nothing could be sent for 150 s; the log says why");
    }

    @Test
    void aLongPassThatFailsWasAtWorkUntilThen() {
        vigil.over(thread);
        vigil.passing();
        after(Duration.ofHours(3));

        vigil.failed();

        isWell();
    }

    @Test
    void passesThatFailAtOnceAgainAndAgainAreNoWork() {
        vigil.over(thread);
        for (var left = 13; left > 0; left--) {
            vigil.passing();
            after(Duration.ofSeconds(10));
            vigil.failed();
        }

        assertThat(vigil.trouble(Duration.ZERO)).isPresent();
    }
}
