package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.briefwire.model.BriefwireException;
import org.junit.jupiter.api.Test;

class CommitterTest {
    private static final Duration GRACE = Duration.ofMillis(300);

    private static Ended ended(int number) {
        return new Ended(
                new Parcel.Notice(number, 0, Instant.EPOCH),
                "main",
                new Outcome.Sent(new Reply(250, "250 fine")));
    }

    @Test
    void everyOutcomeIsKeptOnceAndManyTogether() {
        var kept = new CopyOnWriteArrayList<List<Ended>>();
        try (var committer = new Committer(kept::add, GRACE);
                var threads = Executors.newFixedThreadPool(8)) {
            IntStream.range(0, 1000).forEach(n -> threads.execute(() -> committer.add(ended(n))));
        }

        assertThat(kept.stream().flatMap(List::stream).toList())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 1000).mapToObj(CommitterTest::ended).toList());
    }

    @Test
    void atMostThirtyTwoAreTakenAndNotYetCommitted() {
        var commits = new CountDownLatch(1);
        var taken = new AtomicInteger();
        var committed = new AtomicInteger();
        var most = new AtomicInteger();
        try (var committer =
                        new Committer(
                                batch -> {
                                    hold(commits);
                                    committed.addAndGet(batch.size());
                                },
                                GRACE);
                var threads = Executors.newFixedThreadPool(16)) {
            for (var n = 0; n < 500; n++) {
                var number = n;
                threads.execute(() -> {
                    committer.add(ended(number));
                    var open = taken.incrementAndGet() - committed.get();
                    most.accumulateAndGet(open, Math::max);
                });
            }
            await().until(() -> taken.get() == Committer.BOUND);
            await().during(Duration.ofMillis(200)).until(() -> taken.get() == Committer.BOUND);
            commits.countDown();
        }

        assertThat(committed).hasValue(500);
        assertThat(most.get()).isLessThanOrEqualTo(Committer.BOUND);
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatCannotBeKeptIsTriedUntilItCan() {
        var tries = new AtomicInteger();
        var kept = new ArrayList<Ended>();
        try (var committer =
                new Committer(
                        batch -> {
                            if (tries.incrementAndGet() < 4) {
                                throw new BriefwireException("database: gone");
                            }
                            kept.addAll(batch);
                        },
                        Duration.ofSeconds(30))) {
            committer.add(ended(1));
            committer.add(ended(2));
        }

        assertThat(kept).containsExactlyInAnyOrder(ended(1), ended(2));
    }

    /** As when the program's file is replaced under it: nobody else would keep them. */
    @Test
    void aClassThatCanNotBeLoadedDoesNotEndIt() {
        var tries = new AtomicInteger();
        var kept = new ArrayList<Ended>();
        try (var committer =
                new Committer(
                        batch -> {
                            if (tries.incrementAndGet() < 3) {
                                throw new NoClassDefFoundError("org/briefwire/Gone");
                            }
                            kept.addAll(batch);
                        },
                        Duration.ofSeconds(30))) {
            committer.add(ended(1));
        }

        assertThat(kept).containsExactly(ended(1));
    }

    @Test
    void withoutAHurryClosingWaitsUntilTheDatabaseIsBack() {
        var isGone = new AtomicBoolean(true);
        var kept = new CopyOnWriteArrayList<Ended>();
        var committer =
                new Committer(
                        batch -> {
                            if (isGone.get()) {
                                throw new BriefwireException("database: full");
                            }
                            kept.addAll(batch);
                        },
                        Duration.ZERO);
        committer.add(ended(1));
        var closing = Thread.ofPlatform().start(committer::close);

        await().during(Duration.ofSeconds(1)).until(closing::isAlive);
        isGone.set(false);
        await().until(() -> !closing.isAlive());

        assertThat(kept).containsExactly(ended(1));
    }

    @Test
    void itTellsForHowLongNothingCouldBeKept() {
        var isGone = new AtomicBoolean(true);
        try (var committer =
                new Committer(
                        batch -> {
                            if (isGone.get()) {
                                throw new BriefwireException("database: full");
                            }
                        },
                        GRACE)) {
            assertThat(committer.unkept()).isZero();
            committer.add(ended(1));
            await().until(() -> committer.unkept().toMillis() > 200);

            isGone.set(false);

            await().until(() -> committer.unkept().isZero());
        }
    }

    @Test
    void inAHurryItDoesNotWaitForeverForADatabaseThatIsGone() {
        var start = System.nanoTime();
        try (var committer =
                new Committer(
                        batch -> {
                            throw new BriefwireException("database: gone");
                        },
                        GRACE)) {
            committer.add(ended(1));
            committer.hurry();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
