package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.briefwire.config.SmtpServer;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of deliveries when one of two servers, or both, are in trouble. */
@Order(1)
class TwoServersTest {
    private static final String AWAY = "421 4.3.2 not now";

    @TempDir Path folder;
    private final SmtpServerStub first = SmtpServerStub.start();
    private final SmtpServerStub second = SmtpServerStub.start();

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private SmtpServer[] servers(int connections) {
        return new SmtpServer[] {
            CourierKit.server("first", first, connections),
            CourierKit.server("second", second, connections)
        };
    }

    @ParameterizedTest
    @EnumSource
    void whatIsInDoubtIsNotHandedToTheOtherServerAtOnce(TestDatabases.Kind kind) {
        try (var room = PostRoom.open(kind, folder, servers(1))) {
            var mailing = room.mailing("s", PostRoom.people(20));
            // whichever server is given them
            for (var stub : List.of(first, second)) {
                stub.on(SmtpMoment.TAKEN, "p3@example.org"::equals).hangsUp();
                stub.on(SmtpMoment.END, "p4@example.org"::equals).hangsUp();
            }

            var report = room.dispatch().sendDue();

            assertThat(report.sent()).isEqualTo(18);
            assertThat(report.deferred()).isEqualTo(2);
            assertThat(room.ledger(mailing))
                    .hasEntrySatisfying("p3@example.org", TwoServersTest::isInDoubt)
                    .hasEntrySatisfying("p4@example.org", TwoServersTest::isInDoubt);
            assertThat(PostRoom.arrivals(first, second))
                    .hasSize(19)
                    .doesNotContainKey("p4@example.org")
                    .allSatisfy((reader, ids) -> assertThat(ids).as(reader).hasSize(1));
            assertThat(report.nextDue().orElseThrow())
                    .isBetween(
                            PostRoom.DUE.plusSeconds(14 * 60), PostRoom.DUE.plusSeconds(16 * 60));

            first.behave();
            second.behave();
            room.sendTheRest();

            var arrivals = PostRoom.arrivals(first, second);
            assertThat(arrivals).hasSize(20);
            assertThat(arrivals.get("p3@example.org")).hasSize(2);
            assertThat(arrivals)
                    .allSatisfy((reader, ids) -> assertThat(new HashSet<>(ids)).hasSize(1));
        }
    }

    private static void isInDoubt(String words) {
        assertThat(words)
                .matches(
                        "deferred in doubt by (first|second): no answer to the message's end: the server hung up");
    }

    @ParameterizedTest
    @EnumSource
    void whatAServerTookAndDroppedStaysWithItAndTheRestGoesByTheOther(TestDatabases.Kind kind) {
        try (var room = PostRoom.open(kind, folder, servers(1))) {
            first.on(SmtpMoment.TAKEN).hangsUp();
            second.on(SmtpMoment.END).waits(Duration.ofMillis(20));
            var mailing = room.mailing("s", PostRoom.people(40));

            room.dispatch().sendDue();

            var dropped = PostRoom.arrivals(first).keySet();
            assertThat(dropped).hasSizeGreaterThanOrEqualTo(3);
            assertThat(PostRoom.arrivals(first, second))
                    .hasSize(40)
                    .allSatisfy((reader, ids) -> assertThat(ids).as(reader).hasSize(1));
            assertThat(room.ledger(mailing))
                    .allSatisfy((reader, words) ->
                            assertThat(words)
                                    .isEqualTo(
                                            dropped.contains(reader)
                                                    ? "deferred in doubt by first: no answer to the"
                                                            + " message's end: the server hung up"
                                                    : "sent by second: 250 2.0.0 taken"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withAllServersDownEverythingIsDeferredWithAllReasons(TestDatabases.Kind kind) {
        try (var room = PostRoom.open(kind, folder, servers(2))) {
            first.on(SmtpMoment.GREETING).answersAndHangsUp(AWAY);
            second.close();
            var mailing = room.mailing("s", PostRoom.people(40));

            var report = room.dispatch().sendDue();

            assertThat(report.deferred()).isPositive();
            assertThat(report.troubles()).hasSize(2);
            // what was not claimed any more is as it was
            assertThat(room.ledger(mailing).values())
                    .allMatch(words ->
                            words.equals("pending after 0 tries")
                                    || words.matches(
                                            "deferred: first can't be reached: it answered 421"
                                                    + " 4\\.3\\.2 not now; second can't be reached:"
                                                    + " .*refused.*"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whileAllServersAreDownServeBurnsNoAttempts(TestDatabases.Kind kind) {
        try (var room = PostRoom.open(kind, folder, servers(1))) {
            for (var stub : List.of(first, second)) {
                stub.on(SmtpMoment.GREETING).answersAndHangsUp(AWAY);
            }
            var early = room.mailing("s", PostRoom.people(3));
            var tried =
                    Map.of(
                            "deferred: first can't be reached: it answered 421 4.3.2 not now;"
                                    + " second can't be reached: it answered 421 4.3.2 not now",
                            3L);
            room.dispatch().start();
            await().until(() -> room.counts(early).equals(tried));
            room.clock().advance(Duration.ofHours(1));
            var late =
                    room.mailing("t", List.of("a@example.org", "b@example.org", "c@example.org"));
            var looks = first.connections() + second.connections();

            // each is looked at, and nothing is claimed
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> first.connections() + second.connections() >= looks + 3);
            assertThat(room.counts(early)).isEqualTo(tried);
            assertThat(room.counts(late)).isEqualTo(Map.of("pending after 0 tries", 3L));

            first.behave();
            second.behave();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> room.fixture().state(late.edition()).equals("done"));
            assertThat(room.ledger(late).values())
                    .allMatch(words -> words.matches("sent by (first|second): 250 2.0.0 taken"));
            assertThat(room.ledger(early).values())
                    .allMatch(words ->
                            words.matches("sent by (first|second) after 2 tries: 250 2.0.0 taken"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutDnsWhatANamedServerDoesNotTakeGoesByTheOtherOrWaits(TestDatabases.Kind kind) {
        var unknown = nowhere(CourierKit.server("first", first, 1));
        try (var room =
                PostRoom.open(kind, folder, unknown, CourierKit.server("second", second, 1))) {
            var mailing = room.mailing("s", PostRoom.people(20));

            assertThat(room.dispatch().sendDue().troubles())
                    .containsExactly("first can't be reached: unknown host");
            assertThat(room.counts(mailing))
                    .isEqualTo(Map.of("sent by second: 250 2.0.0 taken", 20L));

            room.restart(unknown);
            var then = room.mailing("t", List.of("a@example.org", "b@example.org"));
            room.dispatch().sendDue();
            assertThat(room.counts(then))
                    .isEqualTo(Map.of("deferred: first can't be reached: unknown host", 2L));

            room.restart(CourierKit.server("first", first, 1));
            room.sendTheRest();
            assertThat(room.counts(then))
                    .isEqualTo(Map.of("sent by first after 2 tries: 250 2.0.0 taken", 2L));
        }
    }

    private static SmtpServer nowhere(SmtpServer server) {
        return new SmtpServer(
                server.id(),
                "no-such-host.invalid",
                25,
                server.tls(),
                server.user(),
                server.password(),
                server.connections(),
                server.terms(),
                server.returnPath(),
                server.onlyTo());
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatDiesInMidEditionIsCoveredForAndUsedAgainWhenItIsBack(TestDatabases.Kind kind) {
        var dead = new AtomicBoolean();
        first.on(SmtpMoment.END).waits(Duration.ofMillis(5));
        // the edition must not be over before it is back
        second.on(SmtpMoment.END, _ -> dead.get()).waits(Duration.ofMillis(20));
        second.on(SmtpMoment.END).waits(Duration.ofMillis(5));
        try (var room = PostRoom.open(kind, folder, servers(2))) {
            var mailing = room.mailing("s", PostRoom.people(800));
            room.dispatch().start();
            await().until(() -> first.mails().size() >= 30);

            dead.set(true);
            first.on(SmtpMoment.EHLO).hangsUp();
            first.cutConnections();
            var covered = second.mails().size() + 20;
            await().until(() -> second.mails().size() >= covered);
            first.behave();
            var before = first.mails().size();
            await().atMost(Duration.ofSeconds(30)).until(() -> first.mails().size() > before + 20);
            dead.set(false);
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            room.counts(mailing).keySet().stream()
                                    .noneMatch(words ->
                                            words.startsWith("pending")
                                                    || words.startsWith("sending")));
            assertThat(room.counts(mailing).keySet())
                    .allMatch(words ->
                            words.matches("sent by (first|second): 250 2.0.0 taken")
                                    || words.startsWith("deferred in doubt by first: "));
            room.clock().advance(Duration.ofMinutes(20));
            room.dispatch().wake();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> room.fixture().state(mailing.edition()).equals("done"));

            var arrivals = PostRoom.arrivals(first, second);
            assertThat(arrivals).hasSize(800);
            assertThat(arrivals)
                    .allSatisfy((reader, ids) -> assertThat(new HashSet<>(ids)).hasSize(1));
            // what was under way on the two connections that were cut
            assertThat(arrivals.values().stream().mapToInt(ids -> ids.size() - 1).sum())
                    .isLessThanOrEqualTo(2);
        }
    }
}
