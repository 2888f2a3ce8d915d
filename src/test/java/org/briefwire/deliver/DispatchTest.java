package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.briefwire.config.Config;
import org.briefwire.config.SmtpServer;
import org.briefwire.deliver.DispatchReport.Sender;
import org.briefwire.model.EmailAddress;
import org.briefwire.store.CourierLock;
import org.briefwire.store.Database;
import org.briefwire.store.Notices;
import org.briefwire.store.PostFixture;
import org.briefwire.store.PostFixture.Row;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestDatabases;
import org.briefwire.watch.Metrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DispatchTest {
    private static final Instant DUE = Instant.parse("2026-11-24T07:00:00Z");

    @TempDir Path folder;

    private final SmtpServerStub stub = SmtpServerStub.start();
    private final MovableClock clock = new MovableClock(DUE);

    @AfterEach
    void stop() {
        stub.close();
    }

    private Database open(TestDatabases.Kind kind) {
        return Database.open(TestDatabases.fresh(kind, folder));
    }

    private Dispatch dispatch(Database database, SmtpServer... servers) {
        return dispatch(config(servers), database);
    }

    private Config config(SmtpServer... servers) {
        return Configs.withSmtp(TestConfigs.at(folder), List.of(servers));
    }

    private Dispatch dispatch(Config config, Database database) {
        return new Dispatch(
                config, database, CourierKit.LINKS, CourierKit.equipment(clock, new Metrics()));
    }

    private static String[] addresses(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> "p%d@example.org".formatted(n))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDueIsSentOnceAndTheEditionIsDone(TestDatabases.Kind kind) {
        try (var database = open(kind);
                var dispatch = dispatch(database, CourierKit.server("main", stub, 3))) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(List.of(addresses(60)));
            fixture.deliver(edition, people, DUE);

            var first = dispatch.sendDue();
            var second = dispatch.sendDue();

            assertThat(first)
                    .isEqualTo(
                            new DispatchReport(
                                    Sender.THIS_PROCESS,
                                    60,
                                    0,
                                    0,
                                    0,
                                    0,
                                    Optional.empty(),
                                    List.of(),
                                    List.of()));
            assertThat(second.sent()).isZero();
            assertThat(stub.messageIds())
                    .hasSize(60)
                    .allSatisfy((id, count) -> assertThat(count).isEqualTo(1));
            assertThat(fixture.row(edition, people.getFirst()))
                    .isEqualTo(new Row("sent", 0, 1, "main", "250 2.0.0 taken", Optional.empty()));
            assertThat(fixture.state(edition)).isEqualTo("done");
            assertThat(stub.mails().getFirst().text()).contains("Dear Ada, here it is.");
        }
    }

    @Test
    void eachMailHasAReturnPathOfItsOwn() {
        try (var database = open(TestDatabases.Kind.SQLITE);
                var dispatch =
                        dispatch(
                                Configs.withBounces(
                                        config(CourierKit.server("main", stub, 1)),
                                        EmailAddress.parse("bounces@example.org")),
                                database)) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(List.of("a@b.org"));
            fixture.deliver(edition, people, DUE);
            new Notices(database)
                    .post(
                            new Notices.Post(
                                    "test",
                                    "once",
                                    EmailAddress.parse("c@d.org"),
                                    CourierKit.message("c@d.org"),
                                    DUE));

            dispatch.sendDue();

            var paths = CourierKit.LINKS.returnPaths(EmailAddress.parse("bounces@example.org"));
            assertThat(stub.mails())
                    .extracting(mail -> mail.from())
                    .containsExactlyInAnyOrder(
                            paths.ofDelivery(edition, people.getFirst()).toString(),
                            paths.ofNotice(1).toString());
            assertThat(stub.mails())
                    .anySatisfy(mail ->
                            assertThat(mail.text()).contains(paths.leaving(people.getFirst())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsInDoubtWaitsAndThenGoesWithTheSameMessageId(TestDatabases.Kind kind) {
        try (var database = open(kind);
                var dispatch = dispatch(database, CourierKit.server(stub))) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(List.of("a@b.org"));
            fixture.deliver(edition, people, DUE);
            stub.on(SmtpMoment.TAKEN).times(1).hangsUp();

            var first = dispatch.sendDue();
            var due = fixture.due(edition, people.getFirst());

            assertThat(first.deferred()).isEqualTo(1);
            assertThat(first.nextDue()).contains(due);
            assertThat(due).isBetween(DUE.plusSeconds(14 * 60), DUE.plusSeconds(16 * 60));
            assertThat(fixture.row(edition, people.getFirst()))
                    .isEqualTo(
                            new Row(
                                    "deferred",
                                    1,
                                    1,
                                    "main",
                                    "no answer to the message's end: the server hung up",
                                    Optional.empty()));
            assertThat(fixture.state(edition)).isEqualTo("sealed");

            stub.behave();
            clock.moveTo(due);
            assertThat(dispatch.sendDue().sent()).isEqualTo(1);
            assertThat(stub.messageIds())
                    .hasSize(1)
                    .allSatisfy((id, count) -> assertThat(count).isEqualTo(2));
            assertThat(fixture.row(edition, people.getFirst()).attempts()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRefusedForTooLongIsGivenUp(TestDatabases.Kind kind) {
        try (var database = open(kind);
                var dispatch = dispatch(database, CourierKit.server(stub))) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(List.of("a@b.org"));
            fixture.deliver(edition, people, DUE);
            stub.on(SmtpMoment.RCPT).answers("451 4.2.1 mailbox busy");

            var tries = 0;
            for (var report = dispatch.sendDue();
                    report.nextDue().isPresent();
                    report = dispatch.sendDue()) {
                tries++;
                assertThat(report.deferred()).isEqualTo(1);
                clock.moveTo(report.nextDue().orElseThrow());
            }

            assertThat(clock.instant()).isEqualTo(DUE.plus(Duration.ofHours(24)));
            assertThat(tries).isBetween(12, 20);
            assertThat(fixture.row(edition, people.getFirst()))
                    .isEqualTo(
                            new Row(
                                    "failed",
                                    0,
                                    tries + 1,
                                    "main",
                                    "given up after 24 h: 451 4.2.1 mailbox busy",
                                    Optional.empty()));
            assertThat(fixture.state(edition)).isEqualTo("done");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsDownDefersWhatWasClaimedAndSaysSo(TestDatabases.Kind kind) {
        try (var database = open(kind);
                var dispatch = dispatch(database, CourierKit.server("main", stub, 2))) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(List.of("a@b.org", "c@d.org", "e@f.org"));
            fixture.deliver(edition, people, DUE);
            stub.on(SmtpMoment.GREETING).answersAndHangsUp("421 4.3.2 closed");

            var report = dispatch.sendDue();

            assertThat(report.deferred()).isEqualTo(3);
            assertThat(report.troubles())
                    .containsExactly("main can't be reached: it answered 421 4.3.2 closed");
            assertThat(fixture.row(edition, people.getFirst()))
                    .isEqualTo(
                            new Row(
                                    "deferred",
                                    0,
                                    1,
                                    "",
                                    "main can't be reached: it answered 421 4.3.2 closed",
                                    Optional.empty()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAServerThatIsDownDoesNotTakeGoesByTheOther(TestDatabases.Kind kind) {
        try (var other = SmtpServerStub.start();
                var database = open(kind);
                var dispatch =
                        dispatch(
                                database,
                                CourierKit.server("first", stub, 2),
                                CourierKit.server("second", other, 2))) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(List.of(addresses(40)));
            fixture.deliver(edition, people, DUE);
            stub.on(SmtpMoment.GREETING).answersAndHangsUp("421 4.3.2 closed");

            var report = dispatch.sendDue();

            assertThat(report.sent()).isEqualTo(40);
            assertThat(other.messageIds()).hasSize(40);
            assertThat(fixture.row(edition, people.getFirst()).server()).isEqualTo("second");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoLeavesWhileItIsQueuedGetsNothing(TestDatabases.Kind kind) {
        try (var database = open(kind);
                var dispatch = dispatch(database, CourierKit.server(stub))) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(List.of("a@b.org", "c@d.org"));
            fixture.deliver(edition, people, DUE);
            fixture.leave(people.getFirst());

            var report = dispatch.sendDue();

            assertThat(report.sent()).isEqualTo(1);
            assertThat(report.cancelled()).isEqualTo(1);
            assertThat(stub.mails()).hasSize(1);
            assertThat(stub.mails().getFirst().to()).containsExactly("c@d.org");
        }
    }

    @ParameterizedTest
    @EnumSource
    void noticesGoAheadOfTheBulk(TestDatabases.Kind kind) {
        try (var database = open(kind);
                var dispatch = dispatch(database, CourierKit.server(stub))) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            fixture.deliver(edition, fixture.subscribe(List.of(addresses(5))), DUE);
            var post =
                    new Notices.Post(
                            "confirm",
                            "confirm-1",
                            EmailAddress.parse("new@example.org"),
                            "Message-ID: <notice>\r\n\r\nYes?\r\n"
                                    .getBytes(StandardCharsets.US_ASCII),
                            DUE);
            var notices = new Notices(database);
            assertThat(notices.post(post)).isTrue();
            assertThat(notices.post(post)).isFalse();

            dispatch.sendDue();

            assertThat(stub.mails()).hasSize(6);
            assertThat(stub.mails().getFirst().header("Message-ID")).isEqualTo("<notice>");
            assertThat(fixture.notice("confirm-1")).isEqualTo("sent");
        }
    }

    @ParameterizedTest
    @EnumSource
    void inTheBackgroundItSendsWhatFallsDueAndStopsInTheMiddleWithoutLoss(TestDatabases.Kind kind) {
        try (var database = open(kind)) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(List.of(addresses(300)));
            stub.on(SmtpMoment.END).waits(Duration.ofMillis(2));
            try (var dispatch = dispatch(database, CourierKit.server("main", stub, 2))) {
                dispatch.start();
                fixture.deliver(edition, people, DUE);
                dispatch.wake();
                await().until(() -> stub.messageIds().size() > 50);
            }
            var soFar = stub.messageIds().size();

            assertThat(soFar).isLessThan(300);
            try (var next = dispatch(database, CourierKit.server("main", stub, 2))) {
                assertThat(next.sendDue().sent()).isEqualTo(300 - soFar);
            }
            assertThat(stub.messageIds())
                    .hasSize(300)
                    .allSatisfy((id, count) -> assertThat(count).isEqualTo(1));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void besideAnotherProcessThatSendsItLeavesTheSendingToThat(TestDatabases.Kind kind) {
        try (var database = open(kind);
                var other =
                        new CourierLock(database, folder.resolve("data"), clock)
                                .tryTake()
                                .orElseThrow();
                var dispatch = dispatch(database, CourierKit.server(stub))) {
            var fixture = new PostFixture(database);
            fixture.deliver(fixture.edition("s"), fixture.subscribe(List.of("a@b.org")), DUE);

            assertThat(other.held()).isTrue();
            assertThat(dispatch.sendDue())
                    .isEqualTo(
                            new DispatchReport(
                                    Sender.ANOTHER_PROCESS,
                                    0,
                                    0,
                                    0,
                                    0,
                                    1,
                                    Optional.of(DUE),
                                    List.of(),
                                    List.of()));
            assertThat(stub.connections()).isZero();
        }
    }
}
