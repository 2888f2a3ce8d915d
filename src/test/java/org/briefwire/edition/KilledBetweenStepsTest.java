package org.briefwire.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.briefwire.config.NewsList;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that ends between any two steps of making, approving or cancelling editions: the next
 * one ends it the same.
 */
@Order(1)
class KilledBetweenStepsTest {
    private static final Instant TUESDAY_SEVEN = Instant.parse("2026-11-24T06:00:00Z");
    private static final int FEWEST_STEPS = 20;
    private static final Duration A_LOOK = Duration.ofSeconds(40);
    private static final Duration TO_NEW_YORK = Duration.ofHours(6);
    private static final Duration TO_TOKYO = Duration.ofHours(16);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir Path folder;

    /** What happens to an installation, and what is the same whenever it was killed. */
    enum Story {
        MAKING(NewsList.Approval.AUTO) {
            @Override
            void tell(MortalDesk desk, int step) {
                var wrong = desk.release("world");
                var withdrawn = desk.release("art");
                var stopped = desk.release("world");
                desk.makeNow();
                desk.owe(stopped);
                desk.withdraw(withdrawn);
                desk.correct(wrong);
                desk.release("world");
                desk.moveTo(TUESDAY_SEVEN);
                desk.releaseUrgent();
                desk.correct(wrong);

                desk.killAt(step);
                desk.mortally(desk::run);
                desk.moveTo(TUESDAY_SEVEN.plus(A_LOOK));
                desk.mortally(desk::run);
            }
        },
        APPROVING(NewsList.Approval.MANUAL) {
            @Override
            void tell(MortalDesk desk, int step) {
                desk.release("world");
                desk.release("art");
                desk.moveTo(TUESDAY_SEVEN);
                desk.releaseUrgent();
                desk.run();
                desk.release("world");

                desk.killAt(step);
                desk.mortally(desk::approve);
                desk.mortally(desk::run);
                desk.moveTo(TUESDAY_SEVEN.plus(TO_NEW_YORK));
                desk.mortally(desk::run);
            }
        },
        CANCELLING(NewsList.Approval.AUTO) {
            @Override
            void tell(MortalDesk desk, int step) {
                desk.release("world");
                desk.release("art");
                desk.moveTo(TUESDAY_SEVEN);
                desk.releaseUrgent();
                desk.run();
                desk.sendToTheFirst();
                desk.release("world");

                desk.killAt(step);
                desk.mortally(desk::cancel);
                desk.moveTo(TUESDAY_SEVEN.plus(TO_NEW_YORK));
                desk.mortally(desk::run);
                comeAgain(desk);
            }
        },
        /** What comes between the two goes to everybody all the same. */
        RELEASING_MEANWHILE(NewsList.Approval.AUTO) {
            @Override
            void tell(MortalDesk desk, int step) {
                desk.release("world");
                desk.release("art");
                desk.moveTo(TUESDAY_SEVEN);

                desk.killAt(step);
                desk.untilItEnds(desk::run);
                desk.spare();
                desk.release("world");
                desk.run();
                comeAgain(desk);
            }

            @Override
            List<String> outcome(MortalDesk desk) {
                return desk.received();
            }
        },
        /** The edition that is stopped may be half made. */
        CANCELLING_WHAT_WAS_KILLED(NewsList.Approval.AUTO) {
            @Override
            void tell(MortalDesk desk, int step) {
                desk.release("world");
                desk.release("art");
                desk.moveTo(TUESDAY_SEVEN);
                desk.releaseUrgent();

                desk.killAt(step);
                desk.untilItEnds(desk::run);
                desk.spare();
                desk.cancel();
                desk.run();
                desk.release("world");
                comeAgain(desk);
            }

            @Override
            List<String> outcome(MortalDesk desk) {
                return desk.received();
            }
        };

        private final NewsList.Approval approval;

        Story(NewsList.Approval approval) {
            this.approval = approval;
        }

        abstract void tell(MortalDesk desk, int step);

        List<String> outcome(MortalDesk desk) {
            return desk.ledger();
        }

        /** The next day, in every zone. */
        private static void comeAgain(MortalDesk desk) {
            for (var later : List.of(TO_TOKYO, DAY, DAY.plus(TO_NEW_YORK))) {
                desk.moveTo(TUESDAY_SEVEN.plus(later));
                desk.mortally(desk::run);
            }
        }
    }

    static Stream<Arguments> stories() {
        return Stream.of(TestDatabases.Kind.values())
                .flatMap(kind ->
                        Arrays.stream(Story.values()).map(story -> Arguments.of(kind, story)));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theNextRunEndsWithTheSameDeliveries(TestDatabases.Kind kind, Story story) {
        // each life needs a database of its own: a fourth of the steps, half of them on each kind
        killedAtEach(kind, story, kind == TestDatabases.Kind.SQLITE ? 4 : 8, 8);
    }

    @Tag("long")
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("stories")
    void andSoAtEveryStep(TestDatabases.Kind kind, Story story) {
        killedAtEach(kind, story, 1, 1);
    }

    private void killedAtEach(TestDatabases.Kind kind, Story story, int first, int stride) {
        var undisturbed = live(kind, story, Integer.MAX_VALUE);
        assertThat(undisturbed.killed()).isFalse();
        assertThat(undisturbed.outcome()).hasSizeGreaterThan(5);

        var step = first;
        for (var life = live(kind, story, step); life.killed(); life = live(kind, story, step)) {
            assertThat(life.outcome())
                    .as("killed at step %d", step)
                    .isEqualTo(undisturbed.outcome());
            step += stride;
        }

        assertThat(step).isGreaterThan(FEWEST_STEPS);
    }

    private record Life(boolean killed, List<String> outcome) {}

    private Life live(TestDatabases.Kind kind, Story story, int step) {
        try (var desk = new MortalDesk(kind, folder, story.approval)) {
            story.tell(desk, step);
            return new Life(desk.isKilled(), story.outcome(desk));
        }
    }
}
