package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.briefwire.config.Limit;
import org.briefwire.config.Pacing;
import org.briefwire.config.ProviderPace;
import org.briefwire.config.WarmUp;
import org.briefwire.deliver.PostRoom.Setting;
import org.briefwire.dns.Answer;
import org.briefwire.dns.Dns;
import org.briefwire.dns.JndiDns;
import org.briefwire.model.EmailAddress;
import org.briefwire.store.Notices;
import org.briefwire.store.Providers;
import org.briefwire.testing.DnsStub;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pacing by providers that DNS knows, or does not, what they ask for, and a sender's warm-up. */
class ProvidersTest {
    private static final String SENT = "sent by main: 250 2.0.0 taken";

    @TempDir Path folder;
    private final SmtpServerStub stub = SmtpServerStub.start();
    private final SmtpServerStub second = SmtpServerStub.start();

    @AfterEach
    void stop() {
        stub.close();
        second.close();
    }

    /** Of a provider that takes five messages a second, known by its own domain and its MX. */
    private static Pacing hosting() {
        return new Pacing(
                Optional.empty(),
                Optional.empty(),
                List.of(
                        new ProviderPace(
                                "hosting",
                                List.of("hosting.example"),
                                List.of("*.mx.hosting.example"),
                                Optional.of(new Limit(5, Duration.ofSeconds(1))),
                                OptionalInt.empty(),
                                OptionalInt.empty())));
    }

    private Setting setting() {
        return Setting.of(CourierKit.server("main", stub, 2));
    }

    private static List<String> people(String name, int count, String domain) {
        return IntStream.range(0, count)
                .mapToObj(n -> "%s%d@%s".formatted(name, n, domain))
                .toList();
    }

    private static String handedOver(String outcome, String provider, int count) {
        return "briefwire_handovers_total{outcome=\"%s\",provider=\"%s\",server=\"main\"} %d.0"
                .formatted(outcome, provider, count);
    }

    @ParameterizedTest
    @EnumSource
    void aDomainThatAProviderHostsIsSentToAtTheProvidersPace(TestDatabases.Kind kind) {
        try (var dns = DnsStub.start();
                var room =
                        PostRoom.open(
                                kind,
                                folder,
                                setting().with(hosting()).with(JndiDns.at(dns.address())))) {
            dns.mx("firm.example", 20, "mail.elsewhere.example")
                    .mx("firm.example", 5, "a.mx.hosting.example")
                    .mx("own.example", 5, "mail.own.example")
                    .fails("broken.example", 2);
            var addresses = new ArrayList<>(people("a", 4, "firm.example"));
            addresses.addAll(people("b", 3, "hosting.example"));
            addresses.addAll(people("c", 30, "own.example"));
            addresses.addAll(people("d", 10, "broken.example"));
            addresses.addAll(people("e", 10, "unknown.example"));
            var mailing = room.mailing("s", addresses);
            var begin = System.nanoTime();

            room.dispatch().sendDue();

            assertThat(room.counts(mailing))
                    .isEqualTo(Map.of("sent by main: 250 2.0.0 taken", 57L));
            // the two domains share five a second: seven turns are more than a second apart
            assertThat(System.nanoTime() - begin).isGreaterThan(1_000_000_000L);
            assertThat(room.metrics().text())
                    .contains(handedOver("sent", "hosting", 7), handedOver("sent", "others", 50));
        }
    }

    /** A claim of a few may bring none but those who left. */
    @ParameterizedTest
    @EnumSource
    void readersWhoLeaveKeepNobodyOfTheirProviderFromTheirMail(TestDatabases.Kind kind) {
        try (var room = PostRoom.open(kind, folder, setting().with(hosting()))) {
            var mailing = room.mailing("s", people("p", 60, "hosting.example"));
            stub.on(SmtpMoment.TAKEN).times(1).waits(Duration.ofSeconds(1));
            var sending = Thread.ofPlatform().start(room.dispatch()::sendDue);
            await().until(() -> !stub.introductions().isEmpty());

            mailing.readers().values().stream().skip(15).limit(40).forEach(room.fixture()::leave);

            await().atMost(Duration.ofSeconds(60)).until(() -> !sending.isAlive());
            var counts = room.counts(mailing);
            assertThat(counts.keySet())
                    .containsExactlyInAnyOrder(
                            SENT, "cancelled after 0 tries: left before it was sent");
            assertThat(room.ledger(mailing)).containsEntry("p59@hosting.example", SENT);
        }
    }

    @Test
    void aDnsThatHangsIsNotWaitedForAgainAndAgain() {
        var end = new CountDownLatch(1);
        Dns hanging =
                (_, _) -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return new Answer.Unknown("it hung");
                };
        try (var room =
                PostRoom.open(
                        TestDatabases.Kind.SQLITE,
                        folder,
                        setting().with(hosting()).with(hanging))) {
            // each of a domain of its own: waiting for each claim's would take minutes
            var addresses = IntStream.range(0, 2_000).mapToObj("p@d%d.example"::formatted).toList();
            var mailing = room.mailing("s", addresses);
            room.dispatch().start();

            await().atMost(Duration.ofSeconds(40))
                    .until(() -> room.fixture().state(mailing.edition()).equals("done"));

            assertThat(room.counts(mailing))
                    .isEqualTo(Map.of("sent by main: 250 2.0.0 taken", 2_000L));
        } finally {
            end.countDown();
        }
    }

    @Test
    void theFiguresTellHowFastAProviderIsSentToThatAskedForLess() {
        try (var room = PostRoom.open(TestDatabases.Kind.SQLITE, folder, setting())) {
            stub.on(SmtpMoment.RCPT, "a0@slow.example"::equals)
                    .answers("450 4.7.28 unusual rate of mail, slow down");
            var mailing = room.mailing("s", people("a", 1, "slow.example"));

            room.dispatch().sendDue();

            assertThat(room.counts(mailing))
                    .isEqualTo(
                            Map.of(
                                    "deferred by main: 450 4.7.28 unusual rate of mail, slow down",
                                    1L));
            await().until(() -> !new Providers(room.database()).all().isEmpty());
            await().untilAsserted(() ->
                    assertThat(room.metrics().text())
                            .contains(
                                    "briefwire_provider_messages_per_minute{provider=\"slow.example\"} 6.0",
                                    handedOver("deferred", "others", 1)));

            // a quarter more with each minute without another such answer
            room.clock().advance(Duration.ofMinutes(2));
            assertThat(room.metrics().text())
                    .contains(
                            "briefwire_provider_messages_per_minute{provider=\"slow.example\"} 9.3");
            room.clock().advance(Duration.ofMinutes(5));
            assertThat(room.metrics().text())
                    .doesNotContain("briefwire_provider_messages_per_minute{");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSenderThatWarmsUpSendsNoMoreThanItsDaysNumberByAllServersTogether(
            TestDatabases.Kind kind) {
        var plan = new WarmUp(LocalDate.of(2026, 11, 24), 40, 2, 1000);
        var pacing = new Pacing(Optional.empty(), Optional.of(plan), List.of());
        var both =
                Setting.of(
                                CourierKit.server("main", stub, 2),
                                CourierKit.server("second", second, 2))
                        .with(pacing);
        stub.on(SmtpMoment.END).waits(Duration.ofMillis(5));
        second.on(SmtpMoment.END).waits(Duration.ofMillis(5));
        try (var room = PostRoom.open(kind, folder, both)) {
            var mailing = room.mailing("s", PostRoom.people(130));

            var today = room.dispatch().sendDue();

            assertThat(today.sent()).isEqualTo(40);
            assertThat(stub.mails()).isNotEmpty();
            assertThat(second.mails()).isNotEmpty();
            assertThat(room.counts(mailing)).containsEntry("pending after 0 tries", 90L);
            new Notices(room.database())
                    .post(
                            new Notices.Post(
                                    "confirm",
                                    "confirm-1",
                                    EmailAddress.parse("new@example.org"),
                                    "Message-ID: <notice>\r\n\r\nYes?\r\n"
                                            .getBytes(StandardCharsets.US_ASCII),
                                    PostRoom.DUE));
            assertThat(room.dispatch().sendDue().sent()).isZero();
            assertThat(room.fixture().notice("confirm-1")).isEqualTo("sent");

            room.clock().advance(Duration.ofDays(1));
            assertThat(room.dispatch().sendDue().sent()).isEqualTo(80);
            room.clock().advance(Duration.ofDays(1));
            assertThat(room.dispatch().sendDue().sent()).isEqualTo(10);
            assertThat(room.fixture().state(mailing.edition())).isEqualTo("done");
            assertThat(PostRoom.arrivals(stub, second))
                    .hasSize(131)
                    .allSatisfy((reader, ids) -> assertThat(ids).hasSize(1));
        }
    }

    /** One of them has the last message of its day, and would have waited for the next one's. */
    @Test
    void whatIsPassedOnToAServerWhoseDayEndsIsPutOff() {
        var word = new CountDownLatch(1);
        stub.on(SmtpMoment.RCPT).answers("452 4.3.1 no room");
        second.on(SmtpMoment.END).waitsFor(word);
        var servers =
                Setting.of(
                        CourierKit.server("main", stub, 1),
                        CourierKit.warmingUp(CourierKit.server("second", second, 1), 2));
        var oneAtATime =
                new Pacing(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(oneAtATime("one"), oneAtATime("other")));
        try (var room =
                PostRoom.open(TestDatabases.Kind.SQLITE, folder, servers.with(oneAtATime))) {
            room.dispatch().start();
            var first = room.mailing("s", List.of("p@example.org"));
            await().until(() -> CourierKit.rcpts(second) == 1);
            var then = room.mailing("t", List.of("p@one.example", "p@other.example"));
            await().untilAsserted(() ->
                    assertThat(stub.introductions())
                            .anyMatch(line -> line.contains("<p@one.example>"))
                            .anyMatch(line -> line.contains("<p@other.example>")));
            word.countDown();

            await().untilAsserted(() ->
                    assertThat(room.counts(then))
                            .isEqualTo(
                                    Map.of(
                                            "sent by second: 250 2.0.0 taken",
                                            1L,
                                            "deferred by main: 452 4.3.1 no room",
                                            1L)));
            assertThat(room.counts(first)).isEqualTo(Map.of("sent by second: 250 2.0.0 taken", 1L));
        }
    }

    private static ProviderPace oneAtATime(String name) {
        return new ProviderPace(
                name,
                List.of(name + ".example"),
                List.of(),
                Optional.empty(),
                OptionalInt.of(1),
                OptionalInt.empty());
    }
}
