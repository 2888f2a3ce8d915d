package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.briefwire.config.Limit;
import org.briefwire.config.ProviderPace;
import org.briefwire.model.BriefwireException;
import org.briefwire.pace.Speed;
import org.briefwire.store.Providers;
import org.junit.jupiter.api.Test;

class EnvelopeQueueTest {
    private final AtomicInteger claims = new AtomicInteger();
    private final CountDownLatch database = new CountDownLatch(1);

    private static EnvelopeQueue queue(Sources.Source notices, Sources.Source bulk) {
        return queue(new Sources(notices, () -> Sources.Claimed.of(bulk.claim())));
    }

    private static EnvelopeQueue queue(Sources sources) {
        var holdups = new Holdups(1);
        return new EnvelopeQueue(
                sources, new Lanes(new HashMap<>(), InstantSource.system(), holdups), holdups);
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

    /** As in a pass that stays on: more falls due while it waits for somebody's turn. */
    @Test
    void whatFallsDueAfterTheLastIsTakenAsFastAsBefore() {
        var queue =
                queue(
                        new Sources(
                                List::of,
                                () ->
                                        Sources.Claimed.of(
                                                claims.getAndIncrement() % 10 == 0
                                                        ? List.of()
                                                        : CourierKit.many(10)),
                                (_, _) -> List.of(),
                                true));
        assertThat(queue.of("main").take()).isEmpty();
        assertThat(queue.isEmpty()).isTrue();
        await().until(() -> queue.of("main").take().isPresent());

        for (var taken = 1; taken < 90; taken++) {
            assertThat(queue.of("main").take()).as("after %d", taken).isPresent();
        }
    }

    /** As where all that is due goes back, to wait for its providers. */
    @Test
    void claimsThatBringNothingForALongTimeKeepNoNoticeWaiting() {
        var looks = new AtomicInteger();
        var queue =
                queue(
                        new Sources(
                                () ->
                                        looks.incrementAndGet() == 2
                                                ? CourierKit.to("notice@example.org")
                                                : List.of(),
                                () -> new Sources.Claimed(List.of(), false),
                                (_, _) -> List.of(),
                                false));

        assertThat(queue.of("main").take().orElseThrow().recipient())
                .hasToString("notice@example.org");
        assertThat(queue.isEmpty()).isFalse();
    }

    /** Else all of an edition would be in memory when one refuses faster than the others take. */
    @Test
    void noMoreIsPassedOnThanTheOthersTake() {
        var queue = queue(List::of, () -> CourierKit.many(300));
        for (var passed = 0; passed < 100; passed++) {
            assertThat(passOn(queue)).isTrue();
        }

        assertThat(passOn(queue)).isFalse();
        assertThat(queue.of("other").take()).isPresent();
        assertThat(passOn(queue)).isTrue();
    }

    @Test
    void whoPassesOnTooMuchWaitsForTheOthers() {
        var queue = queue(List::of, () -> CourierKit.many(300));
        for (var passed = 0; passed < 100; passed++) {
            passOn(queue);
        }
        var passing = new FutureTask<>(() -> passOn(queue));
        var thread = Thread.ofPlatform().start(passing);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

        queue.of("other").take();

        await().until(passing::isDone);
        assertThat(passing.resultNow()).isTrue();
    }

    @Test
    void whatAServerRefusedAndAnotherGivesBackIsNotTheRefusersAgain() {
        var queue =
                queue(
                        List::of,
                        () -> claims.getAndIncrement() == 0 ? CourierKit.many(1) : List.of());

        passOn(queue);

        otherGivesBack(queue);
    }

    @Test
    void norIsANoticeThatItRefused() {
        var queue =
                queue(
                        () -> claims.getAndIncrement() == 0 ? List.of(notice()) : List.of(),
                        List::of);

        passOn(queue);

        otherGivesBack(queue);
    }

    private static Envelope notice() {
        var trial = CourierKit.many(1).getFirst();
        return new Envelope(
                new Parcel.Notice(1, 0, Instant.EPOCH), trial.recipient(), trial.letter());
    }

    @Test
    void norIsWhatHadWaitedForItsProvidersTurn() {
        var queue =
                queue(
                        new Sources(
                                List::of,
                                () -> Sources.Claimed.of(List.of()),
                                (_, _) ->
                                        claims.getAndIncrement() == 0
                                                ? CourierKit.many(1)
                                                : List.of(),
                                false));
        var hourly =
                new ProviderPace(
                        "slow",
                        List.of("example.org"),
                        List.of(),
                        Optional.of(new Limit(1, Duration.ofHours(1))),
                        OptionalInt.empty(),
                        OptionalInt.empty());
        queue.slow(
                List.of(
                        new Speed(
                                new Providers.Known(16, "slow", Optional.empty()),
                                Optional.of(hourly))),
                List.of());

        passOn(queue);

        otherGivesBack(queue);
    }

    /** And its refusal counts when nobody else can be asked any more. */
    private static void otherGivesBack(EnvelopeQueue queue) {
        var given = queue.of("other").takeNow().orElseThrow();
        queue.putBack(given);
        assertThat(queue.of("main").takeNow()).isEmpty();
        assertThat(queue.of("other").takeNow()).contains(given);
        queue.putBack(given);
        assertThat(queue.isEmpty()).isFalse();

        assertThat(queue.settled(refusers -> refusers.equals(Set.of("main"))))
                .extracting(Ended::server)
                .containsExactly("main");
        assertThat(queue.of("other").takeNow()).isEmpty();
    }

    private static boolean passOn(EnvelopeQueue queue) {
        var taken = queue.of("main").take().orElseThrow();
        var outcome = new Outcome.Deferred(Reply.of(452, "452 full"), Outcome.Said.OF_SERVER);
        return queue.passOn(taken, taken.refusedBy("main", outcome));
    }

    /**
     * It may be as quick as others; but not all of an edition may stand back until that is known.
     */
    @Test
    void ofADomainOfWhichNothingIsKnownTwoThousandMayStandBack() {
        var holdups = new Holdups(16);
        var queue =
                new EnvelopeQueue(
                        new Sources(List::of, () -> Sources.Claimed.of(CourierKit.many(500))),
                        new Lanes(new HashMap<>(), InstantSource.system(), holdups),
                        holdups);
        for (var taken = 0; taken < holdups.share(); taken++) {
            queue.of("main").take();
        }
        var ways = queue.of("main");
        assertThat(ways.takeNow()).isEmpty();
        assertThat(queue.full(Stream.of("example.org"))).isEmpty();

        await().until(() -> {
            ways.takeNow();
            return !queue.full(Stream.of("example.org")).isEmpty();
        });

        assertThat(queue.rest()).hasSizeBetween(2_000, 3_500);
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
