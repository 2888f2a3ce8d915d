package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.briefwire.testing.Seeds;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The program itself, killed with -9 while it sends to a server in a process of its own: nobody is
 * lost, few get it twice, and when it is done it is done.
 */
@Order(1)
class KillTest {
    private static final int CONNECTIONS = 8;
    private static final int UNCOMMITTED = 32;
    private static final Duration SLOW = Duration.ofMillis(20);

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void killedThreeTimesNobodyIsLostAndFewGetItTwice(TestDatabases.Kind kind) throws Exception {
        killAndFinish(kind, 1_000, 3);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void killedTwentyTimesNobodyIsLostAndFewGetItTwice(TestDatabases.Kind kind) throws Exception {
        killAndFinish(kind, 10_000, 20);
    }

    /** Also while it starts, makes the edition, claims its first and comes to its end. */
    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void killedAtAnyTimeFromItsStartNobodyIsLostAndFewGetItTwice(TestDatabases.Kind kind)
            throws Exception {
        var seed = Long.getLong("briefwire.seed", 20261123L);
        var random = Seeds.random(seed);
        var people = 1_000;
        var waits = IntStream.range(0, 15).mapToObj(_ -> 200 + random.nextInt(3_000)).toList();
        System.out.printf("KillTest, seed %d: kills after so many ms: %s%n", seed, waits);
        try (var smtp = SmtpProcess.start(SLOW);
                var desk = Desk.live(folder, kind, Desk.NEW_YEAR)) {
            desk.edit("port: " + desk.smtp().port(), "port: " + smtp.port());
            desk.readers(addresses(people));
            desk.dropSample();

            for (var wait : waits) {
                killAfter(Duration.ofMillis(wait), smtp, desk.program("run", "--now"));
            }
            assertThat(ended(desk.program("run", "--now"))).isZero();

            isWithAllOnce(desk, smtp.count(), people, waits.size(), seed);
        }
    }

    private void killAndFinish(TestDatabases.Kind kind, int people, int kills) throws Exception {
        var seed = Long.getLong("briefwire.seed", 20261123L);
        var moments = moments(Seeds.random(seed), people, kills);
        System.out.printf("KillTest, seed %d: kills when so many have come: %s%n", seed, moments);
        try (var smtp = SmtpProcess.start(SLOW);
                var desk = Desk.live(folder, kind, Desk.NEW_YEAR)) {
            desk.edit("port: " + desk.smtp().port(), "port: " + smtp.port());
            desk.readers(addresses(people));
            desk.dropSample();

            var run = new String[] {"run", "--now"};
            for (var moment : moments) {
                killWhen(moment, smtp, desk.program(run));
                run = new String[] {"run"};
            }
            assertThat(ended(desk.program(run))).isZero();
            var counted = smtp.count();
            assertThat(desk.done("run")).contains("mail       0 sent\n");

            assertThat(smtp.count()).as("after a run that had nothing to do").isEqualTo(counted);
            isWithAllOnce(desk, counted, people, kills, seed);
        }
    }

    /** But for what was under way at a kill. */
    private static void isWithAllOnce(
            Desk desk, SmtpProcess.Count counted, int people, int kills, long seed) {
        assertThat(counted.ids()).isEqualTo(people);
        System.out.printf("KillTest, repeats by kill: %s%n", counted.repeats());
        assertThat(counted.repeats())
                .as("messages that had come before a kill and came again (seed %d)", seed)
                .hasSize(kills)
                .allSatisfy(repeats ->
                        assertThat(repeats).isLessThanOrEqualTo(CONNECTIONS + UNCOMMITTED));
        assertThat(counted.strays()).as("messages that came again without a kill").isZero();
        assertThat(counted.messages() - people)
                .isEqualTo(counted.repeats().stream().mapToInt(Integer::intValue).sum());
        assertThat(desk.done("editions", "list", "--json"))
                .contains(
                        "\"state\":\"done\",\"briefings\":1,\"deliveries\":%1$d,\"sent\":%1$d"
                                .formatted(people));
    }

    /** Moments at which there is still something to send. */
    private static List<Integer> moments(Random random, int people, int kills) {
        var moments = new ArrayList<Integer>();
        IntStream.range(0, kills).forEach(_ -> moments.add(1 + random.nextInt(people * 9 / 10)));
        Collections.sort(moments);
        return moments;
    }

    private static String[] addresses(int people) {
        return IntStream.range(0, people)
                .mapToObj("r%05d@example.org"::formatted)
                .toArray(String[]::new);
    }

    private static void killWhen(int messages, SmtpProcess smtp, Process program)
            throws InterruptedException, IOException {
        try {
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> smtp.count().ids() >= messages || !program.isAlive());
        } finally {
            program.destroyForcibly().waitFor();
        }
        smtp.killed();
        assertThat(Optional.of(program.exitValue())).contains(137);
    }

    /** It may have come to its end before. */
    private static void killAfter(Duration wait, SmtpProcess smtp, Process program)
            throws InterruptedException, IOException {
        var isAtItsEnd = program.waitFor(wait.toMillis(), TimeUnit.MILLISECONDS);
        program.destroyForcibly().waitFor();
        smtp.killed();
        assertThat(program.exitValue()).isEqualTo(isAtItsEnd ? 0 : 137);
    }

    private static int ended(Process program) throws InterruptedException {
        try {
            assertThat(program.waitFor(5, TimeUnit.MINUTES)).isTrue();
            return program.exitValue();
        } finally {
            program.destroyForcibly();
        }
    }
}
