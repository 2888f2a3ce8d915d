package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.briefwire.config.SmtpServer;
import org.briefwire.model.EditionId;
import org.briefwire.model.SubscriptionId;
import org.briefwire.store.Database;
import org.briefwire.store.PostFixture;
import org.briefwire.store.Providers;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestDatabases;
import org.briefwire.watch.Metrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one server refuses for reasons of its own, another is asked to take at once. */
class AnotherServerTest {
    private static final Instant DUE = Instant.parse("2026-11-24T07:00:00Z");

    @TempDir Path folder;
    private final SmtpServerStub able = SmtpServerStub.start();
    private final SmtpServerStub unable = SmtpServerStub.start();
    private final MovableClock clock = new MovableClock(DUE);

    @AfterEach
    void stop() {
        able.close();
        unable.close();
    }

    private Dispatch dispatch(Database database, SmtpServer... servers) {
        return new Dispatch(
                Configs.withSmtp(TestConfigs.at(folder), List.of(servers)),
                database,
                CourierKit.LINKS,
                CourierKit.equipment(clock, new Metrics()));
    }

    private Dispatch both(Database database) {
        return dispatch(
                database,
                CourierKit.server("able", able, 1),
                CourierKit.server("unable", unable, 2));
    }

    private static List<String> people(int count, String pattern) {
        return IntStream.range(0, count).mapToObj(pattern::formatted).toList();
    }

    private record Mail(
            PostFixture fixture, EditionId edition, List<SubscriptionId> subscriptions) {
        static Mail to(Database database, List<String> addresses) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            var subscriptions = fixture.subscribe(addresses);
            fixture.deliver(edition, subscriptions, DUE);
            return new Mail(fixture, edition, subscriptions);
        }

        Stream<String> rows(Function<PostFixture.Row, String> of) {
            return subscriptions.stream()
                    .map(subscription -> of.apply(fixture.row(edition, subscription)))
                    .distinct();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAddressThatNeedsSmtpUtf8GoesByTheServerThatHasIt(TestDatabases.Kind kind) {
        able.offering("SMTPUTF8");
        try (var database = Database.open(TestDatabases.fresh(kind, folder));
                var dispatch = both(database)) {
            var mail = Mail.to(database, people(60, "доб%d@example.org"));

            assertThat(dispatch.sendDue().sent()).isEqualTo(60);

            assertThat(mail.rows(row -> row.state() + " by " + row.server()))
                    .containsExactly("sent by able");
            assertThat(able.mails()).hasSize(60);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RCPT;554 5.7.1 Relay access denied",
                "RCPT;452 4.3.1 Insufficient system storage",
                "MAIL;530 5.7.0 Authentication required",
                "MAIL;452 too busy",
                "MAIL;451 4.3.2 Too many messages",
                "MAIL;550 5.7.1 Relaying denied",
                "MAIL;550 no",
                "DATA;451 4.3.0 Queue file write error",
                "END;554 5.3.4 Message too big for system",
            })
    void whatAServerCanNotOrNotForUsGoesByAnother(String moment) {
        var words = moment.split(";", 2);
        unable.on(SmtpMoment.valueOf(words[0])).answers(words[1]);
        try (var database = open();
                var dispatch = both(database)) {
            var mail = Mail.to(database, people(60, "p%d@example.org"));

            assertThat(dispatch.sendDue().sent()).isEqualTo(60);

            assertThat(
                            mail.rows(row ->
                                    "%s %s %d"
                                            .formatted(row.state(), row.server(), row.attempts())))
                    .containsExactly("sent able 1");
            assertThat(able.messageIds().values()).containsOnly(1).hasSize(60);
        }
    }

    private Database open() {
        return Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 User unknown",
                "554 5.7.1 Message contains spam",
                "550 5.7.1 Client host blocked using Spamhaus"
            })
    void whatItSaysOfARecipientOrOfUsIsNotAskedTwice(String reply) {
        able.on(SmtpMoment.RCPT).answers(reply);
        unable.on(SmtpMoment.RCPT).answers(reply);
        try (var database = open();
                var dispatch = both(database)) {
            var mail = Mail.to(database, people(12, "p%d@example.org"));

            assertThat(dispatch.sendDue().failed()).isEqualTo(12);

            assertThat(mail.rows(PostFixture.Row::state)).containsExactly("failed");
            assertThat(CourierKit.rcpts(able) + CourierKit.rcpts(unable)).isEqualTo(12);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenAllRefuseItHasTheLastOnesOutcomeAndEachWasAskedOnce(boolean pipelining) {
        if (pipelining) {
            able.offering("PIPELINING");
            unable.offering("PIPELINING");
        }
        able.on(SmtpMoment.RCPT).answers("452 4.3.1 Insufficient system storage");
        unable.on(SmtpMoment.RCPT).answers("452 4.3.1 Insufficient system storage");
        try (var database = open();
                var dispatch = both(database)) {
            var mail = Mail.to(database, people(40, "p%d@example.org"));

            eachOfFortyIsDeferredAndWasAskedForOnce(dispatch, mail);
        }
    }

    private void eachOfFortyIsDeferredAndWasAskedForOnce(Dispatch dispatch, Mail mail) {
        assertThat(dispatch.sendDue().deferred()).isEqualTo(40);

        assertThat(mail.rows(row -> row.state() + row.attempts())).containsExactly("deferred1");
        assertThat(CourierKit.rcpts(able)).isEqualTo(40);
        assertThat(CourierKit.rcpts(unable)).isEqualTo(40);
    }

    /** In whatever order they are asked. */
    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void whatOneMayTakeLaterIsNotFailedForWhatAnotherCanNever(TestDatabases.Kind kind) {
        able.on(SmtpMoment.RCPT).answers("452 4.3.1 Insufficient system storage");
        unable.on(SmtpMoment.RCPT).answers("554 5.3.4 Message too big for system");
        try (var database = Database.open(TestDatabases.fresh(kind, folder));
                var dispatch = both(database)) {
            var mail = Mail.to(database, people(40, "p%d@example.org"));

            eachOfFortyIsDeferredAndWasAskedForOnce(dispatch, mail);
            able.behave();
            clock.advance(Duration.ofHours(1));
            assertThat(dispatch.sendDue().sent()).isEqualTo(40);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void aServerThatCouldNotBeAskedMayTakeItLater(TestDatabases.Kind kind) {
        able.offering("SMTPUTF8");
        able.on(SmtpMoment.GREETING).answersAndHangsUp("421 4.3.2 down for an hour");
        try (var database = Database.open(TestDatabases.fresh(kind, folder));
                var dispatch = both(database)) {
            var mail = Mail.to(database, people(5, "доб%d@example.org"));

            assertThat(dispatch.sendDue().deferred()).isEqualTo(5);
            assertThat(mail.rows(row -> row.state() + ": " + row.reply()))
                    .containsExactly(
                            "deferred: unable has no SMTPUTF8 (RFC 6531), which the address needs");
            able.behave();
            clock.advance(Duration.ofHours(1));
            // the one before waits for a second before it looks again
            try (var next = both(database)) {
                assertThat(next.sendDue().sent()).isEqualTo(5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void aServerThatDropsConnectionsBeforeTheMessageKeepsNobodyWaiting(TestDatabases.Kind kind) {
        unable.on(SmtpMoment.DATA).hangsUp();
        try (var database = Database.open(TestDatabases.fresh(kind, folder));
                var dispatch = both(database)) {
            var mail = Mail.to(database, people(60, "p%d@example.org"));

            assertThat(dispatch.sendDue().sent()).isEqualTo(60);

            assertThat(mail.rows(PostFixture.Row::server)).containsExactly("able");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8BITMIME", "PIPELINING"})
    void aServerThatIsBusyWhenWeComeAsksNoProviderForLess(String extension) {
        able.offering(extension);
        able.on(SmtpMoment.MAIL).answersAndHangsUp("421 4.3.2 Too many connections");
        try (var database = open();
                var dispatch = dispatch(database, CourierKit.server("able", able, 1))) {
            Mail.to(database, people(5, "p%d@example.org"));

            dispatch.sendDue();

            assertThat(new Providers(database).all()).isEmpty();
        }
    }

    @Timeout(60)
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void withWeightsAServerThatHangsHoldsNobodyUp(int weight) {
        unable.on(SmtpMoment.GREETING).waits(Duration.ofSeconds(8));
        try (var database = open();
                var dispatch =
                        dispatch(
                                database,
                                CourierKit.weighing(CourierKit.server("able", able, 1), 1),
                                CourierKit.weighing(
                                        CourierKit.server("unable", unable, 1), weight))) {
            Mail.to(database, people(200, "p%d@example.org"));

            assertThat(dispatch.sendDue().sent()).isEqualTo(200);

            assertThat(able.mails().size()).isGreaterThan(190);
            assertThat(unable.mails()).hasSizeLessThan(10);
        }
    }
}
