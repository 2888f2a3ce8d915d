package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.briefwire.store.Database;
import org.briefwire.store.PostFixture;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestDatabases;
import org.briefwire.watch.Metrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One slow domain, of which nobody has said that it is slow, holds nobody else up. */
@Order(1)
class SlowDomainTest {
    private static final Instant DUE = Instant.parse("2026-11-24T07:00:00Z");
    private static final Duration LONG = Duration.ofMillis(1_500);

    @TempDir Path folder;
    private final SmtpServerStub stub = SmtpServerStub.start().offering("PIPELINING");

    @AfterEach
    void stop() {
        stub.close();
    }

    private Dispatch dispatch(Database database, int connections) {
        return new Dispatch(
                Configs.withSmtp(
                        TestConfigs.at(folder),
                        List.of(CourierKit.server("main", stub, connections))),
                database,
                CourierKit.LINKS,
                CourierKit.equipment(new MovableClock(DUE), new Metrics()));
    }

    /** Of every two one is slow. */
    private static List<String> mixed(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> "p%d@%s.example".formatted(n, n % 2 == 0 ? "slow" : "quick"))
                .toList();
    }

    private long of(String domain) {
        return stub.mails().stream()
                .filter(mail -> mail.to().getFirst().endsWith("@" + domain))
                .count();
    }

    @ParameterizedTest
    @EnumSource
    void theOthersHaveTheirMailLongBefore(TestDatabases.Kind kind) {
        stub.on(SmtpMoment.RCPT, to -> to.endsWith("@slow.example")).waits(LONG);
        try (var database = Database.open(TestDatabases.fresh(kind, folder));
                var dispatch = dispatch(database, 8)) {
            var fixture = new PostFixture(database);
            // more than can be claimed at a time
            fixture.deliver(fixture.edition("s"), fixture.subscribe(mixed(2000)), DUE);
            dispatch.start();

            await().atMost(Duration.ofSeconds(60)).until(() -> of("quick.example") == 1000);

            // two at a time, and two more that were at it when their domain was found to be slow
            assertThat(of("slow.example")).isLessThan(150);
            // when nothing else is left, all connections are theirs
            var until = of("slow.example") + 40;
            await().atMost(Duration.ofSeconds(60)).until(() -> of("slow.example") > until);
        }
    }

    @Test
    @Timeout(60)
    void aloneItHasAllConnections() {
        stub.on(SmtpMoment.RCPT, to -> to.endsWith("@slow.example")).times(40).waits(LONG);
        try (var database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder));
                var dispatch = dispatch(database, 8)) {
            var fixture = new PostFixture(database);
            var people = new ArrayList<>(mixed(20));
            people.addAll(
                    mixed(40).stream().filter(to -> to.contains("slow")).map("x"::concat).toList());
            fixture.deliver(fixture.edition("s"), fixture.subscribe(people), DUE);

            assertThat(dispatch.sendDue().sent()).isEqualTo(40);

            assertThat(stub.mostConnections()).isEqualTo(8);
        }
    }
}
