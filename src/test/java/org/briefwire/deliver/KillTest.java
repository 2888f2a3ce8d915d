package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.briefwire.model.DeliveryState;
import org.briefwire.store.Database;
import org.briefwire.store.Deliveries;
import org.briefwire.store.PostFixture;
import org.briefwire.testing.Seeds;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real processes, killed with -9 while they send: nobody is lost, few get it twice. */
@Order(1)
class KillTest {
    private static final int CONNECTIONS = 8;

    @TempDir Path folder;

    @Test
    void killedThreeTimesNobodyIsLostAndFewGetItTwice() throws Exception {
        killAndFinish(TestDatabases.Kind.SQLITE, 2_000, 3);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void killedTwentyTimesNobodyIsLostAndFewGetItTwice(TestDatabases.Kind kind) throws Exception {
        killAndFinish(kind, 10_000, 20);
    }

    private void killAndFinish(TestDatabases.Kind kind, int people, int kills) throws Exception {
        var url = TestDatabases.fresh(kind, folder);
        var random = Seeds.random(Long.getLong("briefwire.seed", 20261123L));
        try (var stub = SmtpServerStub.start().offering("PIPELINING").onlyCounting();
                var database = Database.open(url)) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var subscriptions =
                    fixture.subscribe(
                            IntStream.range(0, people)
                                    .mapToObj(n -> "p%d@example.org".formatted(n))
                                    .toList());
            fixture.deliver(edition, subscriptions, Instant.now());

            for (var kill = 1; kill <= kills; kill++) {
                killAfter(people * kill / (kills + 1), url, stub, random);
            }
            try (var last = start(url, stub)) {
                last.finish();
            }

            var counts = stub.messageIds();
            var repeats = counts.values().stream().mapToInt(count -> count - 1).sum();
            assertThat(counts).hasSize(people);
            assertThat(repeats)
                    .as("messages that came twice (seed %s)", System.getProperty("briefwire.seed"))
                    .isLessThanOrEqualTo(kills * (CONNECTIONS + Committer.BOUND));
            assertThat(new Deliveries(database).counts(edition))
                    .isEqualTo(Map.of(DeliveryState.SENT, (long) people));
            assertThat(fixture.state(edition)).isEqualTo("done");
        }
    }

    /** Kills when about so many messages have come, a little later by chance. */
    private void killAfter(int messages, String url, SmtpServerStub stub, Random random)
            throws Exception {
        try (var process = start(url, stub)) {
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> stub.messageIds().size() >= messages || process.ended());
            TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
        }
    }

    private Running start(String url, SmtpServerStub stub) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Running(
                new ProcessBuilder(
                                java,
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SendingProcess.class.getName(),
                                url,
                                folder.toString(),
                                Integer.toString(stub.port()),
                                Integer.toString(CONNECTIONS))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("sender.log").toFile())
                        .start());
    }

    /** A process; closing it is kill -9. */
    private record Running(Process process) implements AutoCloseable {
        boolean ended() {
            return !process.isAlive();
        }

        void finish() throws InterruptedException {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(Optional.of(process.exitValue())).contains(0);
        }

        @Override
        public void close() {
            process.destroyForcibly();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
