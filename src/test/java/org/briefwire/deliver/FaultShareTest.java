package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.briefwire.config.FaultLimit;
import org.briefwire.store.Database;
import org.briefwire.store.PostFixture;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestDatabases;
import org.briefwire.watch.Metrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edition stops at the share that the config says, and not before. */
class FaultShareTest {
    private static final Instant DUE = Instant.parse("2026-11-24T07:00:00Z");
    private static final int PEOPLE = 1_000;

    /** Of so many, less than the share are more than stop nothing. */
    private static final int MANY = 4_000;

    @TempDir Path folder;
    private final SmtpServerStub stub = SmtpServerStub.start();

    @AfterEach
    void stop() {
        stub.close();
    }

    /** What comes of an edition of which the server blames us for some. */
    private DispatchReport sent(int limitPerMillion, int count, IntPredicate blamed) {
        var config =
                Configs.withFaultLimit(
                        Configs.withSmtp(
                                TestConfigs.at(folder),
                                List.of(CourierKit.server("main", stub, 2))),
                        new FaultLimit(limitPerMillion));
        stub.onlyCounting()
                .on(SmtpMoment.RCPT, to -> blamed.test(number(to)))
                .answers("550 5.7.1 client host blocked using Spamhaus");
        try (var database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder));
                var dispatch =
                        new Dispatch(
                                config,
                                database,
                                CourierKit.LINKS,
                                CourierKit.equipment(new MovableClock(DUE), new Metrics()))) {
            var fixture = new PostFixture(database);
            var people = IntStream.range(0, count).mapToObj("p%d@example.org"::formatted).toList();
            fixture.deliver(fixture.edition("s"), fixture.subscribe(people), DUE);
            return dispatch.sendDue();
        }
    }

    private static int number(String address) {
        return Integer.parseInt(address.replaceAll("\\D", ""));
    }

    @Test
    void halfAreNotReachedByAFifth() {
        var report = sent(500_000, PEOPLE, n -> n % 5 == 0);

        assertThat(report.stale()).isEmpty();
        assertThat(report.failed()).isEqualTo(PEOPLE / 5);
        assertThat(report.sent()).isEqualTo(PEOPLE - PEOPLE / 5);
    }

    @Test
    void halfAreExceededByFourFifths() {
        var report = sent(500_000, PEOPLE, n -> n % 5 != 0);

        assertThat(report.stale()).hasSize(1);
        assertThat(report.failed()).isLessThan(PEOPLE / 2);
    }

    @Test
    void oneInAHundredIsNotReachedByOneInAHundredAndSixty() {
        var report = sent(10_000, MANY, n -> n % 160 == 0);

        assertThat(report.stale()).isEmpty();
        assertThat(report.failed()).isEqualTo(25);
        assertThat(report.sent()).isEqualTo(MANY - 25);
    }

    @Test
    void oneInAHundredIsExceededByOneInTwenty() {
        var report = sent(10_000, PEOPLE, n -> n % 20 == 0);

        assertThat(report.stale()).hasSize(1);
        assertThat(report.sent()).isLessThan(PEOPLE * 3 / 4);
    }
}
