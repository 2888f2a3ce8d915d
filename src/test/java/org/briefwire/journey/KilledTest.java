package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KilledTest {
    private static final int READERS = 300;
    private static final int IN_FLIGHT = 8;
    private static final int UNCOMMITTED = 32;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void afterAKillInMidSendTheNextRunReachesEverybody(TestDatabases.Kind kind) throws Exception {
        try (var desk = Desk.live(folder, kind, Desk.NEW_YEAR)) {
            desk.readers(Desk.addresses(READERS));
            desk.dropSample();
            desk.smtp().on(SmtpMoment.END).waits(Duration.ofMillis(30));

            var killed = desk.program("run", "--now");
            await().atMost(Duration.ofSeconds(40))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() ->
                            desk.smtp().messageIds().size() >= READERS / 3 || !killed.isAlive());
            killed.destroyForcibly().waitFor();
            assertThat(Optional.of(killed.exitValue())).contains(137);
            assertThat(desk.smtp().messageIds()).hasSizeLessThan(READERS);
            desk.smtp().behave();

            var after = desk.run("run");

            assertThat(after).isEqualTo(new CommandLineRun(0, after.out(), ""));
            assertThat(new HashSet<>(desk.reached())).hasSize(READERS);
            assertThat(desk.smtp().messageIds()).hasSize(READERS);
            assertThat(desk.reached()).hasSizeLessThanOrEqualTo(READERS + IN_FLIGHT + UNCOMMITTED);
            assertThat(desk.done("editions", "list", "--json"))
                    .contains("\"state\":\"done\",\"briefings\":1,\"deliveries\":300,\"sent\":300");
        }
    }
}
