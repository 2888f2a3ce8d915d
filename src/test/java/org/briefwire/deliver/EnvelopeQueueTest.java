package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.briefwire.model.BriefwireException;
import org.junit.jupiter.api.Test;

class EnvelopeQueueTest {
    private final AtomicInteger claims = new AtomicInteger();
    private final CountDownLatch database = new CountDownLatch(1);

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
        var queue = new EnvelopeQueue(List::of, this::slowly);
        var share = queue.share();

        for (var taken = 0; taken < 10; taken++) {
            assertThat(share.hasNext()).isTrue();
            share.next();
        }
        await().until(() -> claims.get() == 2);
        assertThat(queue.isEmpty()).isFalse();
        database.countDown();

        assertThat(share.next().recipient()).hasToString("last@example.org");
        assertThat(share.hasNext()).isFalse();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void onlyAClaimAndAHalfIsHeld() {
        var queue =
                new EnvelopeQueue(
                        List::of,
                        () -> {
                            claims.incrementAndGet();
                            return CourierKit.many(10);
                        });
        var share = queue.share();

        share.next();
        for (var taken = 0; taken < 4; taken++) {
            share.next();
            assertThat(claims).hasValue(1);
        }
        share.next();
        await().until(() -> claims.get() == 2);

        assertThat(queue.rest()).hasSizeBetween(14, 15);
    }

    @Test
    void noticesOvertakeWhatWasClaimedBefore() {
        var queue =
                new EnvelopeQueue(
                        () -> CourierKit.to("notice@example.org"), () -> CourierKit.many(3));

        assertThat(queue.share().next().recipient()).hasToString("notice@example.org");
    }

    @Test
    void whatAClaimThrowsComesAfterWhatWasClaimedBefore() {
        var queue =
                new EnvelopeQueue(
                        List::of,
                        () -> {
                            if (claims.incrementAndGet() > 1) {
                                throw new BriefwireException("database: gone");
                            }
                            return CourierKit.many(4);
                        });
        var share = queue.share();
        var taken = new ArrayList<Envelope>();

        assertThatThrownBy(
                        () -> {
                            while (share.hasNext()) {
                                taken.add(share.next());
                            }
                        })
                .hasMessage("database: gone");
        assertThat(taken).hasSize(4);
    }

    @Test
    void stoppedItIsEmptyAndSettlesWhenTheClaimUnderWayHasEnded() {
        var queue = new EnvelopeQueue(List::of, this::slowly);
        var share = queue.share();
        for (var taken = 0; taken < 6; taken++) {
            share.next();
        }
        await().until(() -> claims.get() == 2);

        queue.stop();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.share().hasNext()).isFalse();
        var settling = Thread.ofVirtual().start(queue::settle);
        assertThat(settling.isAlive()).isTrue();
        database.countDown();

        await().until(() -> !settling.isAlive());
        assertThat(claims).hasValue(2);
    }
}
