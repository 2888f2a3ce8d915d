package org.briefwire.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.briefwire.store.Database;
import org.briefwire.store.ShardFixture;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerTest {
    @TempDir Path folder;

    /** Counts how often it was woken, and when. */
    private static class Sleeper implements Wakeable {
        final List<Instant> woken = Collections.synchronizedList(new ArrayList<>());
        final List<Instant> due = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void wake() {
            woken.add(InstantSource.system().instant());
        }

        @Override
        public Optional<Instant> next() {
            return due.stream().filter(InstantSource.system().instant()::isBefore).findFirst();
        }
    }

    @Test
    void wakesAtOnceAndToTheInstantThatTheWokenNames() {
        var sleeper =
                new Sleeper() {
                    @Override
                    public void wake() {
                        super.wake();
                        if (woken.size() == 1) {
                            due.add(woken.getFirst().plusMillis(700));
                        }
                    }
                };
        try (var scheduler = Scheduler.start()) {
            scheduler.wake("sleeper", sleeper, Duration.ofHours(1));
            await().until(() -> sleeper.woken.size() >= 2);
        }
        assertThat(sleeper.woken.get(1)).isAfterOrEqualTo(sleeper.woken.getFirst().plusMillis(700));
    }

    @Test
    void wakesAgainAfterAFailure() {
        var count = new AtomicInteger();
        var failing =
                new Sleeper() {
                    @Override
                    public void wake() {
                        super.wake();
                        if (count.incrementAndGet() < 3) {
                            throw new IllegalStateException("the first two times");
                        }
                    }
                };
        try (var scheduler = Scheduler.start()) {
            scheduler.wake("failing", failing, Duration.ofMillis(50));
            await().until(() -> failing.woken.size() >= 4);
        }
    }

    @Test
    void whoeverHasSomethingToDoWakesItNow() {
        var sleeper =
                new Sleeper() {
                    @Override
                    public void wake() {
                        super.wake();
                        if (woken.size() == 1) {
                            due.add(woken.getFirst().plusMillis(700));
                        }
                    }
                };
        try (var scheduler = Scheduler.start()) {
            scheduler.wake("sleeper", sleeper, Duration.ofHours(1));
            await().until(() -> !sleeper.woken.isEmpty());
            scheduler.wakeNow("sleeper");
            await().until(() -> sleeper.woken.size() >= 2);
        }
    }

    @Test
    void closingLetsTheWorkUnderWayFinish() {
        var finished = new AtomicInteger();
        var slow =
                new Sleeper() {
                    @Override
                    public void wake() {
                        super.wake();
                        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
                        finished.incrementAndGet();
                    }
                };
        try (var scheduler = Scheduler.start()) {
            scheduler.wake("slow", slow, Duration.ofHours(1));
            await().until(() -> !slow.woken.isEmpty());
        }
        assertThat(finished).hasValue(1);
    }

    /** For ten seconds it is waited for; a process that is told to end has no more. */
    @Test
    @Tag("long")
    void closingLeavesTheWorkThatDoesNotEnd() {
        var released = new AtomicBoolean();
        var finished = new AtomicInteger();
        var endless =
                new Sleeper() {
                    @Override
                    public void wake() {
                        super.wake();
                        await().forever().untilTrue(released);
                        finished.incrementAndGet();
                    }
                };
        try (var scheduler = Scheduler.start()) {
            scheduler.wake("endless", endless, Duration.ofHours(1));
            await().until(() -> !endless.woken.isEmpty());
        }
        var finishedBefore = finished.get();
        released.set(true);

        assertThat(finishedBefore).isZero();
        await().until(() -> finished.get() == 1);
    }

    /** As when the others think a node dead that is only slow. */
    @Test
    void aPartThatAnotherWasGivenFirstIsLetGoForAsLongAsItHasIt() {
        var taken = new AtomicInteger();
        var left = new AtomicInteger();
        var sharing =
                (Sharing)
                        part -> {
                            taken.incrementAndGet();
                            return new Sharing.Tenure() {
                                @Override
                                public boolean lasts() {
                                    return true;
                                }

                                @Override
                                public void close() {
                                    left.incrementAndGet();
                                }
                            };
                        };
        try (var database =
                        Database.open(TestDatabases.fresh(TestDatabases.Kind.POSTGRESQL, folder));
                var scheduler = Scheduler.sharing(database, 1)) {
            var shards = new ShardFixture(database);
            scheduler.share("shard", 1, sharing);
            scheduler.begin();
            await().until(() -> taken.get() == 1);

            shards.hasAnEarlierHolder("shard-0");
            await().until(() -> left.get() == 1);
            var offered = shards.timesOffered("shard-0");
            await().until(() -> shards.timesOffered("shard-0") > offered + 1);
            assertThat(taken).hasValue(1);

            shards.losesTheEarlierHolder();
            await().until(() -> taken.get() == 2);
        }
    }
}
