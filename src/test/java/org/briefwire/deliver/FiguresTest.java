package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.briefwire.config.Limit;
import org.briefwire.config.Pacing;
import org.briefwire.config.ProviderPace;
import org.briefwire.config.WarmUp;
import org.briefwire.deliver.PostRoom.Setting;
import org.briefwire.store.Allowances;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** To look at the figures takes nothing, and what can't be read keeps no other back. */
class FiguresTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final String UP = "briefwire_server_up{server=\"main\"} ";

    @TempDir Path folder;
    private final SmtpServerStub stub = SmtpServerStub.start();

    @AfterEach
    void stop() {
        stub.close();
    }

    /** Forty messages today, all in all, and none faster than it goes to one provider. */
    private PostRoom room(TestDatabases.Kind kind) {
        var pacing =
                new Pacing(
                        Optional.empty(),
                        Optional.of(new WarmUp(TODAY, 40, 2, 1000)),
                        List.of(
                                new ProviderPace(
                                        "slow",
                                        List.of("slow.example"),
                                        List.of(),
                                        Optional.of(new Limit(5, Duration.ofSeconds(1))),
                                        OptionalInt.empty(),
                                        OptionalInt.empty())));
        return PostRoom.open(
                kind, folder, Setting.of(CourierKit.server("main", stub, 2)).with(pacing));
    }

    @ParameterizedTest
    @EnumSource
    void whoLooksTakesNothingOfAWarmUpsDay(TestDatabases.Kind kind) {
        try (var room = room(kind)) {
            assertThat(room.metrics().text()).contains(UP + "1.0");
            assertThat(room.metrics().text()).contains(UP + "1.0");

            assertThat(new Allowances(room.database()).take("sender", TODAY, 40, 1000))
                    .isEqualTo(40);

            assertThat(room.metrics().text()).contains(UP + "0.0");
            room.clock().advance(Duration.ofDays(1));
            assertThat(room.metrics().text()).contains(UP + "1.0");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whileTheDatabaseIsAwayTheOtherFiguresAreThere(TestDatabases.Kind kind) {
        try (var room = room(kind)) {
            room.mailing("s", PostRoom.people(3));
            room.dispatch().sendDue();

            room.database().close();

            assertThat(room.metrics().text())
                    .contains(
                            "briefwire_handovers_total{outcome=\"sent\",provider=\"others\",server=\"main\"} 3.0",
                            "briefwire_provider_messages_per_minute{provider=\"slow\"} 300.0",
                            "briefwire_queue_age_seconds NaN")
                    .doesNotContain(UP);
        }
    }
}
