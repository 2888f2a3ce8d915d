package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.briefwire.model.BriefwireException;
import org.junit.jupiter.api.Test;

class EnvelopeQueueTest {
    private final AtomicInteger claims = new AtomicInteger();
    private final CountDownLatch database = new CountDownLatch(1);

    private static EnvelopeQueue queue(Sources.Source notices, Sources.Source bulk) {
        var holdups = new Holdups(1);
        return new EnvelopeQueue(
                new Sources(notices, bulk),
                new Lanes(new HashMap<>(), InstantSource.system(), holdups),
                holdups);
    }

    /** Ten at the first claim; the second takes until the database answers. */
    private List<Envelope> slowly() {
        if (claims.incrementAndGet() == 1) {
            return CourierKit.many(10);
        }
        try {
            database.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return claims.get() == 2 ? CourierKit.to("last@example.org") : List.of();
    }

    @Test
    void theNextClaimIsMadeWhileWhatIsThereIsTaken() {
        var queue = queue(List::of, this::slowly);

        for (var taken = 0; taken < 10; taken++) {
            assertThat(queue.of("main").take()).isPresent();
        }
        await().until(() -> claims.get() == 2);
        assertThat(queue.isEmpty()).isFalse();
        database.countDown();

        assertThat(queue.of("main").take().orElseThrow().recipient())
                .hasToString("last@example.org");
        assertThat(queue.of("main").take()).isEmpty();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void onlyAClaimAndAHalfIsHeld() {
        var queue =
                queue(
                        List::of,
                        () -> {
                            claims.incrementAndGet();
                            return CourierKit.many(10);
                        });

        queue.of("main").take();
        for (var taken = 0; taken < 4; taken++) {
            queue.of("main").take();
            assertThat(claims).hasValue(1);
        }
        queue.of("main").take();
        await().until(() -> claims.get() == 2);

        assertThat(queue.rest()).hasSizeBetween(14, 15);
    }

    @Test
    void noticesOvertakeWhatWasClaimedBefore() {
        var queue = queue(() -> CourierKit.to("notice@example.org"), () -> CourierKit.many(3));

        assertThat(queue.of("main").take().orElseThrow().recipient())
                .hasToString("notice@example.org");
    }

    @Test
    void whatAClaimThrowsComesAfterWhatWasClaimedBefore() {
        var queue =
                queue(
                        List::of,
                        () -> {
                            if (claims.incrementAndGet() > 1) {
                                throw new BriefwireException("database: gone");
                            }
                            return CourierKit.many(4);
                        });
        var taken = new ArrayList<Envelope>();

        assertThatThrownBy(
                        () -> {
                            for (var next = queue.of("main").take();
                                    next.isPresent();
                                    next = queue.of("main").take()) {
                                taken.add(next.get());
                            }
                        })
                .hasMessage("database: gone");
        assertThat(taken).hasSize(4);
    }

    @Test
    void stoppedItIsEmptyAndSettlesWhenTheClaimUnderWayHasEnded() {
        var queue = queue(List::of, this::slowly);
        for (var taken = 0; taken < 6; taken++) {
            queue.of("main").take();
        }
        await().until(() -> claims.get() == 2);

        queue.stop();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.of("main").take()).isEmpty();
        var settling = Thread.ofVirtual().start(queue::settle);
        assertThat(settling.isAlive()).isTrue();
        database.countDown();

        await().until(() -> !settling.isAlive());
        assertThat(claims).hasValue(2);
    }
}
