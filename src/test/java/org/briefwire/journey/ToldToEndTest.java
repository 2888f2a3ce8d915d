package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.briefwire.testing.FeedServer;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that are told to end (SIGTERM) in the middle of their work. */
@Order(1)
class ToldToEndTest {
    private static final int READERS = 60;
    private static final String SLOW = "r007@example.org";
    private static final int CONNECTIONS = 8;

    /** What messages under way are given. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Nearly as long. */
    private static final Duration LATE = Duration.ofSeconds(7);

    /** What is to be committed and closed takes a moment more; a busy machine, several. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @TempDir Path folder;

    @Test
    void aRunFinishesWhatIsUnderWayAndTheNextSendsExactlyTheRest() throws Exception {
        runToTheEnd(TestDatabases.Kind.SQLITE);
    }

    @Test
    @Tag("long")
    void aRunFinishesWhatIsUnderWayAndTheNextSendsExactlyTheRestOnPostgresql() throws Exception {
        runToTheEnd(TestDatabases.Kind.POSTGRESQL);
    }

    private void runToTheEnd(TestDatabases.Kind kind) throws Exception {
        try (var desk = Desk.live(folder, kind, Desk.NEW_YEAR)) {
            endsInOrder(desk, "run", "--now");

            var left = READERS - desk.smtp().messageIds().size();
            assertThat(Files.readString(desk.home().resolve("err.txt")))
                    .contains("told to end; %d mails are left".formatted(left));
            sendsTheRest(desk, left);
        }
    }

    @Test
    void aServerFinishesWhatIsUnderWayAndARunSendsExactlyTheRest() throws Exception {
        serveToTheEnd(TestDatabases.Kind.SQLITE);
    }

    @Test
    @Tag("long")
    void aServerFinishesWhatIsUnderWayAndARunSendsExactlyTheRestOnPostgresql() throws Exception {
        serveToTheEnd(TestDatabases.Kind.POSTGRESQL);
    }

    private void serveToTheEnd(TestDatabases.Kind kind) throws Exception {
        try (var desk = Desk.live(folder, kind, "0/2 * * * * ?")) {
            endsInOrder(desk, "serve");

            sendsTheRest(desk, READERS - desk.smtp().messageIds().size());
        }
    }

    private static void endsInOrder(Desk desk, String... command) throws Exception {
        var dots = new AtomicInteger();
        desk.smtp()
                .offering("PIPELINING")
                .on(SmtpMoment.END, _ -> dots.incrementAndGet() > 0)
                .waits(Duration.ofSeconds(2));
        desk.readers(Desk.addresses(READERS));
        desk.dropSample();
        var program = desk.program(command);

        // some were taken, and of at least one more the dot has come
        end(desk, program, () -> dots.get() > CONNECTIONS);

        var taken = desk.smtp().messageIds();
        // each connection was at its second message at the most, and none was cut off
        assertThat(taken).hasSize(dots.get()).hasSizeBetween(CONNECTIONS + 1, 2 * CONNECTIONS);
        assertThat(taken.values()).containsOnly(1);
        assertThat(desk.number("SELECT count(*) FROM delivery WHERE state = 'sent'"))
                .isEqualTo(taken.size());
        assertThat(desk.number("SELECT count(*) FROM delivery WHERE state = 'pending'"))
                .isEqualTo(READERS - taken.size());
    }

    private static void sendsTheRest(Desk desk, int left) {
        desk.smtp().behave();
        assertThat(desk.run("run").out()).contains("mail       %d sent\n".formatted(left));
        assertThat(desk.reached()).containsExactly(Desk.addresses(READERS));
    }

    @Test
    void aServerThatAnswersTheDotWithinTenSecondsIsHeardByARun() throws Exception {
        try (var desk = Desk.live(folder, TestDatabases.Kind.SQLITE, Desk.NEW_YEAR)) {
            isHeardLate(desk, "run", "--now");
        }
    }

    @Test
    @Tag("long")
    void aServerThatAnswersTheDotWithinTenSecondsIsHeardByServing() throws Exception {
        try (var desk = Desk.live(folder, TestDatabases.Kind.POSTGRESQL, "0/2 * * * * ?")) {
            isHeardLate(desk, "serve");
        }
    }

    private static void isHeardLate(Desk desk, String... command) throws Exception {
        sendWithTheDotOfOneAnsweredAfter(LATE, desk, command);

        assertThat(desk.number("SELECT count(*) FROM delivery WHERE state = 'sent'")).isEqualTo(20);
        assertThat(desk.smtp().messageIds()).hasSize(20);
        assertThat(desk.smtp().messageIds().values()).containsOnly(1);
    }

    /** Answers how long it took to end. */
    private static Duration sendWithTheDotOfOneAnsweredAfter(
            Duration time, Desk desk, String... command) throws Exception {
        var dot = new AtomicBoolean();
        desk.smtp().on(SmtpMoment.END, to -> to.equals(SLOW) && !dot.getAndSet(true)).waits(time);
        desk.readers(Desk.addresses(20));
        desk.dropSample();
        var program = desk.program(command);
        return end(desk, program, () -> dot.get() && desk.smtp().messageIds().size() >= 19);
    }

    @Test
    void aServerThatNeverAnswersTheDotHoldsARunForTenSeconds() throws Exception {
        try (var desk = Desk.live(folder, TestDatabases.Kind.SQLITE, Desk.NEW_YEAR)) {
            isInDoubtAlone(desk, "run", "--now");
        }
    }

    @Test
    void aServerThatNeverAnswersTheDotHoldsServingForTenSeconds() throws Exception {
        try (var desk = Desk.live(folder, TestDatabases.Kind.POSTGRESQL, "0/2 * * * * ?")) {
            isInDoubtAlone(desk, "serve");
        }
    }

    private static void isInDoubtAlone(Desk desk, String... command) throws Exception {
        var took = sendWithTheDotOfOneAnsweredAfter(Duration.ofMinutes(10), desk, command);

        assertThat(took).isBetween(GRACE, LONGEST);
        assertThat(desk.number("SELECT count(*) FROM delivery WHERE state = 'sent'")).isEqualTo(19);
        assertThat(
                        desk.number(
                                """
                                SELECT count(*) FROM delivery
                                WHERE state = 'deferred' AND doubt = 1 AND owner IS NULL
                                """))
                .isEqualTo(1);
        assertThat(desk.reached()).hasSize(19).doesNotContain(SLOW);
    }

    /** Tells it to end when it is time; answers how long that took. */
    private static Duration end(Desk desk, Process program, BooleanSupplier isTime)
            throws Exception {
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> isTime.getAsBoolean() || !program.isAlive());
            return endsWellWhenTold(desk, program);
        } finally {
            program.destroyForcibly();
        }
    }

    private static Duration endsWellWhenTold(Desk desk, Process program)
            throws IOException, InterruptedException {
        assertThat(program.isAlive()).isTrue();
        var told = System.nanoTime();
        program.destroy();
        assertThat(program.waitFor(LONGEST)).as("ended within %s", LONGEST).isTrue();
        var took = Duration.ofNanos(System.nanoTime() - told);
        assertThat(program.exitValue())
                .as(Files.readString(desk.home().resolve("err.txt")))
                .isZero();
        return took;
    }

    @Test
    void aRunThatWaitsForAFeedLeavesItAndEndsWell() throws Exception {
        try (var server = FeedServer.start();
                var desk = Desk.live(folder, TestDatabases.Kind.SQLITE, Desk.NEW_YEAR)) {
            server.answer("/feed", new FeedServer.Answer.Endless(new byte[] {' '}, 100));
            desk.edit(
                    "\nlists:\n",
                    "\n  - { id: agency, feed: \"%s\" }\n\nlists:\n".formatted(server.at("/feed")));
            desk.readers("ann@example.org");
            var program = desk.program("run", "--now");
            try {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !server.received().isEmpty() || !program.isAlive());
                endsWellWhenTold(desk, program);
            } finally {
                program.destroyForcibly();
            }
            assertThat(desk.number("SELECT count(*) FROM source WHERE id = 'agency'")).isZero();
        }
    }
}
