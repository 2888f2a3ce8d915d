package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.briefwire.config.Config;
import org.briefwire.config.Limit;
import org.briefwire.config.Pacing;
import org.briefwire.config.ProviderPace;
import org.briefwire.config.SmtpServer;
import org.briefwire.model.EmailAddress;
import org.briefwire.pace.Slowly;
import org.briefwire.store.Database;
import org.briefwire.store.EditionOrders;
import org.briefwire.store.Nodes;
import org.briefwire.store.Notices;
import org.briefwire.store.PostFixture;
import org.briefwire.store.Providers;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.ReceivedMail;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestDatabases;
import org.briefwire.watch.Metrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Order(1)
class PacingTest {
    private static final Instant DUE = Instant.parse("2026-11-24T07:00:00Z");

    @TempDir Path folder;
    private final SmtpServerStub stub = SmtpServerStub.start();
    private final SmtpServerStub second = SmtpServerStub.start();
    private final Metrics metrics = new Metrics();
    private final MovableClock clock = new MovableClock(DUE);

    @AfterEach
    void stop() {
        stub.close();
        second.close();
    }

    private Database open(TestDatabases.Kind kind) {
        return Database.open(TestDatabases.fresh(kind, folder));
    }

    private Dispatch dispatch(Database database, Pacing pacing, SmtpServer... servers) {
        Config config =
                Configs.withPacing(
                        Configs.withSmtp(TestConfigs.at(folder), List.of(servers)), pacing);
        return new Dispatch(
                config, database, CourierKit.LINKS, CourierKit.equipment(clock, metrics));
    }

    private static Pacing provider(ProviderPace pace) {
        return new Pacing(Optional.empty(), Optional.empty(), List.of(pace));
    }

    private static ProviderPace slow(
            Optional<Limit> rate, OptionalInt connections, OptionalInt perConnection) {
        return new ProviderPace(
                "slow", List.of("slow.example"), List.of(), rate, connections, perConnection);
    }

    private static ProviderPace slow(int perSecond) {
        return slow(
                Optional.of(new Limit(perSecond, Duration.ofSeconds(1))),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    private static SmtpServer with(SmtpServer server, SmtpServer.Terms terms) {
        return CourierKit.limited(server, terms, List.of());
    }

    private static List<String> people(int count, String domain) {
        return IntStream.range(0, count).mapToObj(n -> "p%d@%s".formatted(n, domain)).toList();
    }

    private static List<String> domains(List<ReceivedMail> mails) {
        return mails.stream().map(mail -> mail.to().getFirst().replaceFirst(".*@", "")).toList();
    }

    private static long of(String domain, SmtpServerStub server) {
        return domains(server.mails()).stream().filter(domain::equals).count();
    }

    @ParameterizedTest
    @EnumSource
    void aProviderGetsNoMoreThanItsRate(TestDatabases.Kind kind) {
        try (var database = open(kind);
                var dispatch =
                        dispatch(database, provider(slow(5)), CourierKit.server("main", stub, 2))) {
            var fixture = new PostFixture(database);
            var first = fixture.subscribe(people(8, "slow.example"));
            var then = fixture.subscribe(people(100, "example.org"));
            var edition = fixture.edition("s");
            fixture.deliver(edition, first, DUE);
            fixture.deliver(edition, then, DUE);
            var begin = System.nanoTime();

            var report = dispatch.sendDue();

            assertThat(report.sent()).isEqualTo(108);
            // two went at once, as it was their turn; the others' turns take more than a second
            assertThat(System.nanoTime() - begin).isGreaterThan(1_300_000_000L);
            assertThat(stub.messageIds())
                    .hasSize(108)
                    .allSatisfy((id, count) -> assertThat(count).isEqualTo(1));
            assertThat(fixture.state(edition)).isEqualTo("done");
            assertThat(metrics.text())
                    .contains(
                            "briefwire_handovers_total{outcome=\"sent\",provider=\"others\",server=\"main\"} 100.0",
                            "briefwire_handovers_total{outcome=\"sent\",provider=\"slow\",server=\"main\"} 8.0",
                            "briefwire_provider_messages_per_minute{provider=\"slow\"} 300.0",
                            "briefwire_queue_age_seconds 0.0",
                            "briefwire_server_up{server=\"main\"} 1.0");
        }
    }

    @Test
    void aProviderGetsNoMoreAtATimeThanItsConnections() {
        var pace = slow(Optional.empty(), OptionalInt.of(1), OptionalInt.empty());
        try (var database = open(TestDatabases.Kind.SQLITE);
                var dispatch =
                        dispatch(database, provider(pace), CourierKit.server("main", stub, 6))) {
            var fixture = new PostFixture(database);
            var all = new ArrayList<>(people(6, "slow.example"));
            all.addAll(people(30, "example.org"));
            stub.on(SmtpMoment.RCPT, line -> line.contains("slow.example"))
                    .waits(Duration.ofMillis(100));
            fixture.deliver(fixture.edition("s"), fixture.subscribe(all), DUE);
            var begin = System.nanoTime();

            assertThat(dispatch.sendDue().sent()).isEqualTo(36);

            // one after the other, on whatever connection
            assertThat(System.nanoTime() - begin).isGreaterThan(600_000_000L);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void aConnectionEndsAfterAsManyMessagesAsItMayCarry(TestDatabases.Kind kind) {
        for (var offered : List.of("", "PIPELINING")) {
            var pace = slow(Optional.empty(), OptionalInt.empty(), OptionalInt.of(3));
            try (var server = SmtpServerStub.start();
                    var database = Database.open(TestDatabases.fresh(kind, folder))) {
                if (!offered.isEmpty()) {
                    server.offering(offered);
                }
                var terms =
                        new SmtpServer.Terms(
                                Optional.empty(),
                                OptionalInt.empty(),
                                OptionalInt.of(5),
                                Optional.empty());
                try (var dispatch =
                        dispatch(
                                database,
                                provider(pace),
                                with(CourierKit.server("main", server, 1), terms))) {
                    var fixture = new PostFixture(database);
                    fixture.deliver(
                            fixture.edition("s"),
                            fixture.subscribe(people(20, "example.org")),
                            DUE);
                    assertThat(dispatch.sendDue().sent()).isEqualTo(20);
                    assertThat(server.connections()).isEqualTo(4);

                    fixture.deliver(
                            fixture.edition("t"),
                            fixture.subscribe(people(9, "slow.example")),
                            DUE);
                    assertThat(dispatch.sendDue().sent()).isEqualTo(9);
                    assertThat(server.connections()).isEqualTo(7);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverAsksForLessGetsLessAndTheOthersDoNot(TestDatabases.Kind kind) {
        try (var database = open(kind);
                var dispatch =
                        dispatch(database, Pacing.NONE, CourierKit.server("main", stub, 2))) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var providers = new Providers(database);
            stub.on(SmtpMoment.RCPT, line -> line.contains("slow.example"))
                    .answers("450 4.7.28 unusual rate of mail, slow down");
            fixture.deliver(edition, fixture.subscribe(people(1, "slow.example")), DUE);

            assertThat(dispatch.sendDue().deferred()).isEqualTo(1);
            // it is entered first, and slowed down in the next transaction
            await().until(() -> providers.all().stream().anyMatch(p -> p.slowDown().isPresent()));
            var known = providers.all().getFirst();

            assertThat(known.id()).isEqualTo("slow.example");
            assertThat(known.slowDown().orElseThrow().reply())
                    .isEqualTo("450 4.7.28 unusual rate of mail, slow down");
            stub.behave();
            var then = fixture.edition("t");
            var all = new ArrayList<>(people(3, "slow.example").subList(1, 3));
            all.addAll(people(40, "example.org"));
            fixture.deliver(then, fixture.subscribe(all), DUE);
            dispatch.start();
            dispatch.wake();
            await().until(() -> of("example.org", stub) == 40);
            await().until(() ->
                    new Slowly(Pacing.NONE, providers)
                            .lines(then, DUE)
                            .equals(
                                    List.of(
                                            "1 for slow.example, at 6 messages a minute: it has"
                                                    + " asked for less since 2026-11-24T07:00:00Z"
                                                    + " (450 4.7.28 unusual rate of mail, slow"
                                                    + " down)")));
            assertThat(of("slow.example", stub)).isEqualTo(1);
        }
    }

    @Test
    void greylistingAndAFullBoxAskNobodyForLess() {
        try (var database = open(TestDatabases.Kind.SQLITE);
                var dispatch =
                        dispatch(database, Pacing.NONE, CourierKit.server("main", stub, 1))) {
            var fixture = new PostFixture(database);
            stub.on(SmtpMoment.RCPT, line -> line.contains("p0@"))
                    .answers("450 4.2.0 Greylisted, try again later");
            stub.on(SmtpMoment.RCPT, line -> line.contains("p1@"))
                    .answers(
                            "450 4.2.1 The user you are trying to contact is receiving mail at a rate that is too high");
            stub.on(SmtpMoment.RCPT, line -> line.contains("p2@"))
                    .answers("452 4.2.2 Mailbox full");
            fixture.deliver(
                    fixture.edition("s"), fixture.subscribe(people(3, "slow.example")), DUE);

            assertThat(dispatch.sendDue().deferred()).isEqualTo(3);

            assertThat(new Providers(database).all()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsForItsTurnHoldsNobodyElseUpAndIsPausedResumedAndCancelled(
            TestDatabases.Kind kind) {
        var hourly =
                slow(
                        Optional.of(new Limit(1, Duration.ofHours(1))),
                        OptionalInt.empty(),
                        OptionalInt.empty());
        try (var database = open(kind);
                var dispatch =
                        dispatch(database, provider(hourly), CourierKit.server("main", stub, 2))) {
            var fixture = new PostFixture(database);
            var orders = new EditionOrders(database);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(people(4, "slow.example"));
            fixture.deliver(edition, people, DUE);
            var providers = new Providers(database);
            dispatch.start();
            await().until(() -> stub.mails().size() == 1);
            var then = fixture.edition("t");
            fixture.deliver(then, fixture.subscribe(people(100, "example.org")), DUE);
            dispatch.wake();
            await().until(() -> of("example.org", stub) == 100);
            assertThat(of("slow.example", stub)).isEqualTo(1);
            // though the pass goes on for hours
            await().atMost(Duration.ofSeconds(30)).until(() -> fixture.state(then).equals("done"));
            await().until(() -> waiting(providers, edition) == 3);

            orders.pause(edition, DUE);
            assertThat(waiting(providers, edition)).isZero();
            orders.resume(edition, DUE);
            dispatch.wake();
            await().until(() -> waiting(providers, edition) == 3);
            orders.cancel(edition, DUE);

            assertThat(people.stream().map(person -> fixture.row(edition, person).state()))
                    .containsExactlyInAnyOrder("sent", "cancelled", "cancelled", "cancelled");
        }
    }

    private static long waiting(Providers providers, org.briefwire.model.EditionId edition) {
        return providers.waiting(edition).stream().mapToLong(Providers.Waiting::deliveries).sum();
    }

    @Test
    void allServersTogetherKeepToTheRate() {
        var pacing =
                new Pacing(
                        Optional.of(new Limit(50, Duration.ofSeconds(1))),
                        Optional.empty(),
                        List.of());
        try (var database = open(TestDatabases.Kind.SQLITE);
                var dispatch =
                        dispatch(
                                database,
                                pacing,
                                CourierKit.server("main", stub, 2),
                                CourierKit.server("second", second, 2))) {
            var fixture = new PostFixture(database);
            fixture.deliver(fixture.edition("s"), fixture.subscribe(people(40, "a.example")), DUE);
            var begin = System.nanoTime();

            assertThat(dispatch.sendDue().sent()).isEqualTo(40);

            assertThat(System.nanoTime() - begin).isGreaterThan(700_000_000L);
            assertThat(stub.mails()).isNotEmpty();
            assertThat(second.mails()).isNotEmpty();
        }
    }

    @Test
    void serversShareByTheirWeights() {
        try (var database = open(TestDatabases.Kind.SQLITE);
                var dispatch =
                        dispatch(
                                database,
                                Pacing.NONE,
                                CourierKit.weighing(CourierKit.server("main", stub, 4), 3),
                                CourierKit.weighing(CourierKit.server("second", second, 4), 1))) {
            var fixture = new PostFixture(database);
            fixture.deliver(fixture.edition("s"), fixture.subscribe(people(800, "a.example")), DUE);

            assertThat(dispatch.sendDue().sent()).isEqualTo(800);

            assertThat(stub.mails().size()).isBetween(560, 640);
        }
    }

    @Test
    void aServerThatIsAwayIsLeftAloneAndGivenMailAgainWhenItAnswers() {
        var pacing =
                new Pacing(
                        Optional.of(new Limit(40, Duration.ofSeconds(1))),
                        Optional.empty(),
                        List.of());
        try (var database = open(TestDatabases.Kind.SQLITE);
                var dispatch =
                        dispatch(
                                database,
                                pacing,
                                CourierKit.server("main", stub, 1),
                                CourierKit.server("second", second, 1))) {
            var fixture = new PostFixture(database);
            second.on(SmtpMoment.GREETING).times(2).answersAndHangsUp("421 4.3.2 come back");
            fixture.deliver(fixture.edition("s"), fixture.subscribe(people(160, "a.example")), DUE);

            var report = dispatch.sendDue();

            assertThat(report.sent()).isEqualTo(160);
            assertThat(second.mails()).hasSizeBetween(10, 120);
            // two were turned away: the first message's, and the first look
            assertThat(second.connections()).isEqualTo(4);
            assertThat(report.troubles())
                    .containsExactly("second can't be reached: it answered 421 4.3.2 come back");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatWarmsUpGetsNoMoreThanItsDaysNumberAndTheOthersTheRest(TestDatabases.Kind kind) {
        try (var database = open(kind);
                var dispatch =
                        dispatch(
                                database,
                                Pacing.NONE,
                                CourierKit.warmingUp(CourierKit.server("main", stub, 3), 40),
                                CourierKit.server("second", second, 1))) {
            var fixture = new PostFixture(database);
            second.on(SmtpMoment.END).waits(Duration.ofMillis(20));
            fixture.deliver(fixture.edition("s"), fixture.subscribe(people(150, "a.example")), DUE);

            assertThat(dispatch.sendDue().sent()).isEqualTo(150);

            assertThat(stub.mails()).hasSize(40);
            assertThat(second.mails()).hasSize(110);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatNoServerMaySendTodayWaitsForTomorrowAndNoticesDoNot(TestDatabases.Kind kind) {
        try (var database = open(kind);
                var dispatch =
                        dispatch(
                                database,
                                Pacing.NONE,
                                CourierKit.warmingUp(CourierKit.server("main", stub, 3), 40))) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(people(100, "a.example"));
            fixture.deliver(edition, people, DUE);

            var today = dispatch.sendDue();
            new Notices(database).post(notice("one"));
            var later = dispatch.sendDue();

            assertThat(today.sent()).isEqualTo(40);
            assertThat(today.waiting()).isEqualTo(60);
            assertThat(today.troubles())
                    .containsExactly(
                            "main: the warm-up allows 40 messages on 2026-11-24, and they are sent;"
                                    + " it goes on the next day");
            assertThat(later.sent()).isZero();
            assertThat(fixture.notice("one")).isEqualTo("sent");
            assertThat(people.stream().map(person -> fixture.row(edition, person).attempts()))
                    .filteredOn(attempts -> attempts == 0)
                    .hasSize(60);
            clock.moveTo(DUE.plus(Duration.ofDays(1)));
            assertThat(dispatch.sendDue().sent()).isEqualTo(60);
        }
    }

    private static Notices.Post notice(String dedupe) {
        return new Notices.Post(
                "confirm",
                dedupe,
                EmailAddress.parse("new@example.org"),
                "Message-ID: <notice>\r\n\r\nYes?\r\n"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                DUE);
    }

    /** Two nodes, of which the one that takes what waits for its turn can't reach its server. */
    @Test
    void aNodeThatReachesNoServerLeavesSlowProvidersToTheOther() {
        stub.on(SmtpMoment.GREETING).answersAndHangsUp("421 4.3.2 away");
        try (var database = open(TestDatabases.Kind.POSTGRESQL);
                var one = dispatch(database, provider(slow(5)), CourierKit.server("a", stub, 2));
                var other =
                        dispatch(database, provider(slow(5)), CourierKit.server("b", second, 2))) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var all = new ArrayList<>(people(10, "slow.example"));
            all.addAll(people(10, "example.org"));
            one.start();
            await().until(() -> !new Nodes(database).sending().isEmpty());
            other.start();
            fixture.deliver(edition, fixture.subscribe(all), DUE);

            // what the first one could not send is tried again after a while
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> {
                        clock.advance(Duration.ofMinutes(20));
                        one.wake();
                        other.wake();
                        return second.messageIds().size() == 20;
                    });
        }
    }

    @Test
    void ofTwoNodesOneSendsToSlowProvidersAndTheOtherTakesOver() {
        try (var database = open(TestDatabases.Kind.POSTGRESQL);
                var other =
                        dispatch(database, provider(slow(5)), CourierKit.server("b", second, 2))) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var all = new ArrayList<>(people(20, "slow.example"));
            all.addAll(people(20, "example.org"));
            var begin = System.nanoTime();
            try (var one = dispatch(database, provider(slow(5)), CourierKit.server("a", stub, 2))) {
                one.start();
                await().until(() -> !new Nodes(database).sending().isEmpty());
                other.start();
                var people = fixture.subscribe(all);
                begin = System.nanoTime();
                fixture.deliver(edition, people, DUE);
                one.wake();
                other.wake();
                await().until(() -> of("slow.example", stub) >= 3);
                assertThat(of("slow.example", second)).isZero();
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> of("slow.example", stub) + of("slow.example", second) == 20);

            // each may begin with two at once; all others wait 200 ms for the one before
            assertThat(System.nanoTime() - begin).isGreaterThan(3_100_000_000L);
            assertThat(of("slow.example", second)).isPositive();
            await().until(() -> of("example.org", stub) + of("example.org", second) == 20);
        }
    }
}
