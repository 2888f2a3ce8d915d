package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.briefwire.deliver.PostRoom.Setting;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What one connection, or each, suffers: the other deliveries go on, and none is lost. */
@ParameterizedClass
@ValueSource(strings = {"8BITMIME", "PIPELINING"})
@Order(1)
class TroubledConnectionsTest {
    private static final String SENT = "sent by main: 250 2.0.0 taken";

    @TempDir Path folder;
    private final SmtpServerStub stub = SmtpServerStub.start();

    TroubledConnectionsTest(String offered) {
        stub.offering(offered);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    private PostRoom open(int connections, Patience patience) {
        return PostRoom.open(
                TestDatabases.Kind.SQLITE,
                folder,
                Setting.of(CourierKit.server("main", stub, connections)).with(patience));
    }

    private static Patience forMessage(Duration message) {
        return new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), message);
    }

    private void eachCameOnce(int readers) {
        assertThat(PostRoom.arrivals(stub))
                .hasSize(readers)
                .allSatisfy((reader, ids) -> assertThat(ids).as(reader).hasSize(1));
    }

    @Test
    void aTarpitHoldsOneConnectionAndTheOthersGoOn() {
        stub.on(SmtpMoment.RCPT, "p0@example.org"::equals)
                .times(1)
                .drips("250 2.1.5 recipient fine, an octet a second", Duration.ofSeconds(1));
        try (var room = open(3, CourierKit.SHORT)) {
            var mailing = room.mailing("s", PostRoom.people(60));
            room.dispatch().start();

            // but for two that may stand behind the one in the tarpit
            await().until(() -> stub.mails().size() >= 57);
            assertThat(PostRoom.arrivals(stub)).doesNotContainKey("p0@example.org");

            stub.cutConnections();
            await().until(() -> stub.mails().size() >= 59);
            room.clock().advance(Duration.ofMinutes(2));
            room.dispatch().wake();
            await().until(() -> room.fixture().state(mailing.edition()).equals("done"));
            assertThat(room.ledger(mailing).values())
                    .allMatch(words -> words.startsWith("sent by main"));
            eachCameOnce(60);
        }
    }

    @Test
    void aTarpitIsCutOffAndItsMessageComesLater() {
        stub.on(SmtpMoment.RCPT, "p0@example.org"::equals)
                .drips("250 2.1.5 recipient fine, as slowly as can be", Duration.ofMillis(200));
        try (var room = open(2, forMessage(Duration.ofSeconds(1)))) {
            var mailing = room.mailing("s", PostRoom.people(20));

            room.dispatch().sendDue();

            assertThat(room.counts(mailing))
                    .isEqualTo(
                            Map.of(
                                    SENT,
                                    19L,
                                    "deferred by main: connection lost before the message: it took"
                                            + " too long",
                                    1L));
            stub.behave();
            room.sendTheRest();
            eachCameOnce(20);
        }
    }

    @Test
    void aTarpitForAGreetingLeavesEverythingToTheOtherServer() {
        stub.on(SmtpMoment.GREETING).drips("220 stub.example ESMTP", Duration.ofSeconds(1));
        try (var other = SmtpServerStub.start();
                var room =
                        PostRoom.open(
                                TestDatabases.Kind.SQLITE,
                                folder,
                                Setting.of(
                                                CourierKit.server("main", stub, 2),
                                                CourierKit.server("other", other, 2))
                                        .with(forMessage(Duration.ofSeconds(2))))) {
            var mailing = room.mailing("s", PostRoom.people(40));

            var report = room.dispatch().sendDue();

            assertThat(room.counts(mailing))
                    .isEqualTo(Map.of("sent by other: 250 2.0.0 taken", 40L));
            assertThat(report.troubles())
                    .containsExactly("main can't be reached: it took too long");
            assertThat(stub.mails()).isEmpty();
        }
    }

    @Test
    void whileATarpitHoldsAServerWhatFallsDueGoesByTheOther() {
        stub.on(SmtpMoment.GREETING).drips("220 stub.example ESMTP", Duration.ofSeconds(1));
        try (var other = SmtpServerStub.start();
                var room =
                        PostRoom.open(
                                TestDatabases.Kind.SQLITE,
                                folder,
                                Setting.of(
                                                CourierKit.server("main", stub, 2),
                                                CourierKit.server("other", other, 2))
                                        .with(forMessage(Duration.ofMinutes(10))))) {
            room.mailing("s", PostRoom.people(40));
            room.dispatch().start();
            // but for those that the two connections wait with for their greeting
            await().until(() -> other.mails().size() >= 38);

            var then = room.mailing("t", List.of("a@example.org", "b@example.org"));
            room.dispatch().wake();

            await().until(() -> room.fixture().state(then.edition()).equals("done"));
            assertThat(room.counts(then)).isEqualTo(Map.of("sent by other: 250 2.0.0 taken", 2L));
            stub.cutConnections(); // or closing waits for the greetings
        }
    }

    @Test
    void aServerThatReadsSlowlyIsCutOffInTheMessageWhichIsThenNotInDoubt() {
        stub.on(SmtpMoment.MESSAGE, "p0@example.org"::equals).sips(Duration.ofSeconds(1));
        try (var room = open(1, forMessage(Duration.ofSeconds(3)))) {
            var large = room.fixture().edition("s", 10_000_000);
            var mailing = room.mailing(large, PostRoom.people(3));

            room.dispatch().sendDue();

            assertThat(room.ledger(mailing))
                    .isEqualTo(
                            Map.of(
                                    "p0@example.org",
                                    "deferred by main: connection lost in the message: it took too"
                                            + " long",
                                    "p1@example.org",
                                    SENT,
                                    "p2@example.org",
                                    SENT));
            stub.behave();
            room.sendTheRest();
            eachCameOnce(3);
        }
    }

    @Test
    void aServerThatLosesEveryConnectionPutsOffWhatItWasGivenAndTakesNoMore() {
        stub.on(SmtpMoment.DATA).hangsUp();
        try (var room = open(2, CourierKit.SHORT)) {
            var mailing = room.mailing("s", PostRoom.people(100));

            room.dispatch().sendDue();

            var lost = "deferred by main: connection lost before the message: the server hung up";
            var counts = room.counts(mailing);
            assertThat(counts.get(lost)).isBetween(3L, 12L);
            assertThat(counts.keySet())
                    .containsExactlyInAnyOrder(
                            lost,
                            "deferred: main loses one connection after another",
                            "pending after 0 tries");
            stub.behave();
            room.restart(CourierKit.server("main", stub, 2));
            room.sendTheRest();
            eachCameOnce(100);
        }
    }

    @Test
    void aServerThatLimitsConnectionsIsSentEverythingByThoseItTakes() {
        stub.on(SmtpMoment.GREETING)
                .afterTimes(2)
                .answersAndHangsUp("421 4.7.0 too many connections");
        stub.on(SmtpMoment.END).waits(Duration.ofMillis(5));
        try (var room = open(4, CourierKit.SHORT)) {
            var mailing = room.mailing("s", PostRoom.people(60));

            assertThat(room.dispatch().sendDue().troubles()).isEmpty();

            assertThat(room.counts(mailing)).isEqualTo(Map.of(SENT, 60L));
            assertThat(stub.connections()).isGreaterThan(2);
            eachCameOnce(60);
        }
    }
}
