package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.briefwire.link.Keys;
import org.briefwire.link.Links;
import org.briefwire.model.Secret;
import org.briefwire.store.Database;
import org.briefwire.store.PostFixture;
import org.briefwire.store.SignOfLife;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestDatabases;
import org.briefwire.watch.Metrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may send shows that it lives, whatever it is at. */
class SignOfLifeTest {
    private static final Instant DUE = Instant.parse("2026-11-24T07:00:00Z");
    private static final Duration SOME_MINUTES = Duration.ofMinutes(3);

    @TempDir Path folder;

    private final SmtpServerStub stub = SmtpServerStub.start();
    private final MovableClock clock = new MovableClock(DUE);

    @AfterEach
    void stop() {
        stub.close();
    }

    private Dispatch dispatch(Database database) {
        var config =
                Configs.withSmtp(
                        TestConfigs.at(folder), List.of(CourierKit.server("main", stub, 2)));
        var links =
                new Links(config.publication(), Keys.of(new Secret("a-secret-of-the-tests-own")));
        return new Dispatch(config, database, links, CourierKit.equipment(clock, new Metrics()));
    }

    @ParameterizedTest
    @EnumSource
    void withNothingToSendAndWhenItLeaves(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var life = new SignOfLife(database);
            assertThat(life.last()).isEmpty();
            try (var dispatch = dispatch(database)) {
                dispatch.start();
                await().untilAsserted(() -> assertThat(shown(life)).contains(DUE));
                clock.advance(SOME_MINUTES);
                await().untilAsserted(() -> assertThat(shown(life)).contains(clock.instant()));
                clock.advance(Duration.ofSeconds(5));
            }
            assertThat(shown(life)).contains(clock.instant());
        }
    }

    @ParameterizedTest
    @EnumSource
    void inTheMiddleOfAPass(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var life = new SignOfLife(database);
            var fixture = new PostFixture(database);
            var people =
                    fixture.subscribe(
                            IntStream.range(0, 2_000)
                                    .mapToObj("p%d@example.org"::formatted)
                                    .toList());
            stub.on(SmtpMoment.END).waits(Duration.ofMillis(50));
            try (var dispatch = dispatch(database)) {
                fixture.deliver(fixture.edition("s"), people, DUE);
                dispatch.start();
                await().until(() -> stub.messageIds().size() > 5);
                clock.advance(SOME_MINUTES);

                await().untilAsserted(() -> assertThat(shown(life)).contains(clock.instant()));
                assertThat(stub.messageIds()).hasSizeLessThan(2_000);
            }
        }
    }

    private static Optional<Instant> shown(SignOfLife life) {
        return life.last().map(SignOfLife.Sign::at);
    }
}
