package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.briefwire.config.SmtpServer;
import org.briefwire.model.BriefwireException;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sending comes to an end, or goes on, while one of two servers is away for longer than that. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OneServerAwayTest {
    @TempDir Path folder;
    private final SmtpServerStub there = SmtpServerStub.start();
    private final SmtpServerStub away = SmtpServerStub.start();

    @AfterEach
    void stop() {
        there.close();
        away.close();
    }

    private PostRoom room(TestDatabases.Kind kind, SmtpServer present) {
        away.on(SmtpMoment.GREETING).answersAndHangsUp("421 4.3.2 down for a day");
        return PostRoom.open(kind, folder, present, CourierKit.server("away", away, 2));
    }

    @ParameterizedTest
    @EnumSource
    void whoHasTakenTheDaysNumberDoesNotWaitForTheOneThatIsAway(TestDatabases.Kind kind) {
        var warming = CourierKit.warmingUp(CourierKit.server("there", there, 2), 5);
        // the other one is known to be away by then
        there.on(SmtpMoment.END).times(1).waits(Duration.ofSeconds(1));
        try (var room = room(kind, warming)) {
            var mailing = room.mailing("s", PostRoom.people(400));

            var report = room.dispatch().sendDue();

            assertThat(report.sent()).isEqualTo(5);
            assertThat(room.counts(mailing))
                    .containsEntry("sent by there: 250 2.0.0 taken", 5L)
                    .containsEntry("pending after 0 tries", 395L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenTheDatabaseFailsThatIsToldThoughOneIsAway(TestDatabases.Kind kind) {
        try (var room = room(kind, CourierKit.server("there", there, 2))) {
            failsAtTheThirdClaim(room);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenTheDatabaseFailsThatIsToldThoughOneHasNoNumberLeft(TestDatabases.Kind kind) {
        try (var room =
                PostRoom.open(
                        kind,
                        folder,
                        CourierKit.server("there", there, 2),
                        CourierKit.warmingUp(CourierKit.server("away", away, 2), 1))) {
            failsAtTheThirdClaim(room);
        }
    }

    private static void failsAtTheThirdClaim(PostRoom room) {
        var claims = new AtomicInteger();
        room.mailing("s", PostRoom.people(400));
        room.fixture()
                .beforeKeeping(() -> {
                    if (Thread.currentThread().getName().equals("claims")
                            && claims.incrementAndGet() > 2) {
                        throw new BriefwireException("database: gone for a moment");
                    }
                });

        assertThatThrownBy(room.dispatch()::sendDue).hasMessageContaining("gone for a moment");
    }
}
