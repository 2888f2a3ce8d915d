package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.briefwire.config.SmtpServer;
import org.briefwire.store.Providers;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reply that asks for less is heard wherever it comes, with PIPELINING and without. */
@ParameterizedClass
@ValueSource(strings = {"8BITMIME", "PIPELINING"})
class AskedForLessTest {
    @TempDir Path folder;
    private final SmtpServerStub stub = SmtpServerStub.start();
    private final SmtpServerStub second = SmtpServerStub.start();

    AskedForLessTest(String offered) {
        stub.offering(offered);
        second.offering(offered);
    }

    @AfterEach
    void stop() {
        stub.close();
        second.close();
    }

    private PostRoom room(String... ids) {
        var servers =
                Stream.of(ids)
                        .map(id -> CourierKit.server(id, id.equals("second") ? second : stub, 1))
                        .toArray(SmtpServer[]::new);
        return PostRoom.open(TestDatabases.Kind.SQLITE, folder, servers);
    }

    private static Map<String, String> asked(PostRoom room) {
        var asked = new TreeMap<String, String>();
        new Providers(room.database())
                .all()
                .forEach(known ->
                        known.slowDown().ifPresent(slow -> asked.put(known.id(), slow.reply())));
        return asked;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "RCPT; 450 4.3.2 too many messages",
                "END; 450 4.3.2 too many messages",
                "RCPT; 452 Too many messages, slow down",
                "END; 452 Too many messages, slow down",
                "RCPT; 421 4.3.2 Too many messages",
                "END; 421 4.3.2 Too many messages",
                "RCPT; 421 4.7.28 unusual rate of mail",
                "DATA; 451 4.7.500 Server busy",
                "DATA; 421 4.7.28 unusual rate of mail",
            })
    void whoAsksForLessIsSlowedWhateverItsCodeAndWhereverItSaysSo(String moment, String reply) {
        var rule = stub.on(SmtpMoment.valueOf(moment), "a@slow.example"::equals);
        if (reply.startsWith("421")) {
            rule.answersAndHangsUp(reply);
        } else {
            rule.answers(reply);
        }
        try (var room = room("main")) {
            var mailing = room.mailing("s", List.of("a@slow.example", "b@example.org"));

            room.dispatch().sendDue();

            assertThat(room.ledger(mailing))
                    .isEqualTo(
                            Map.of(
                                    "a@slow.example",
                                    "deferred by main: " + reply,
                                    "b@example.org",
                                    "sent by main: 250 2.0.0 taken"));
            await().untilAsserted(
                            () -> assertThat(asked(room)).isEqualTo(Map.of("slow.example", reply)));
        }
    }

    @Test
    void aServersOwnLimitSlowsTheDomainAndAnotherServerTakesTheMessagesAtOnce() {
        var reply = "450 4.3.2 too many messages";
        stub.on(SmtpMoment.RCPT).answers(reply);
        // so that each is given some
        second.on(SmtpMoment.END).waits(Duration.ofMillis(20));
        try (var room = room("main", "second")) {
            allGoByTheSecondThoughTheFirstWasAsked(room);
            await().untilAsserted(
                            () -> assertThat(asked(room)).isEqualTo(Map.of("example.org", reply)));
        }
    }

    private void allGoByTheSecondThoughTheFirstWasAsked(PostRoom room) {
        var mailing = room.mailing("s", PostRoom.people(30));

        room.dispatch().sendDue();

        assertThat(CourierKit.rcpts(stub)).isPositive();
        assertThat(room.counts(mailing)).isEqualTo(Map.of("sent by second: 250 2.0.0 taken", 30L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"RCPT; 421 4.3.2 Service shutting down", "DATA; 421 Service not available"})
    void whatAServerThatEndsDoesNotTakeGoesByAnother(String moment, String reply) {
        stub.on(SmtpMoment.valueOf(moment)).answersAndHangsUp(reply);
        second.on(SmtpMoment.END).waits(Duration.ofMillis(20));
        try (var room = room("main", "second")) {
            allGoByTheSecondThoughTheFirstWasAsked(room);
        }
    }

    @Test
    void whatIsNotSaidOfTheServerIsNotEvadedByAnother() {
        var reply = "452 Too many messages, slow down";
        stub.on(SmtpMoment.RCPT).answers(reply);
        second.on(SmtpMoment.RCPT).answers(reply);
        try (var room = room("main", "second")) {
            var mailing = room.mailing("s", PostRoom.people(12));

            assertThat(room.dispatch().sendDue().deferred()).isEqualTo(12);

            assertThat(room.ledger(mailing).values())
                    .allSatisfy(words -> assertThat(words).endsWith(reply));
            assertThat(CourierKit.rcpts(stub) + CourierKit.rcpts(second)).isEqualTo(12);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "RCPT; 421 4.3.2 Service shutting down",
                "END; 421 4.3.2 Service shutting down",
                "MAIL; 421 4.3.2 Too many connections",
                "MAIL; 421 4.7.28 unusual rate of mail",
                "RCPT; 452 4.3.1 Insufficient system storage",
                "END; 452 Insufficient system storage",
            })
    void whoEndsOrHasNoRoomOrSaysItOfUsIsNot(String moment, String reply) {
        var rule = stub.on(SmtpMoment.valueOf(moment)).times(1);
        if (reply.startsWith("421")) {
            rule.answersAndHangsUp(reply);
        } else {
            rule.answers(reply);
        }
        stub.on(SmtpMoment.RCPT, "z@marker.example"::equals).answers("450 4.7.28 slow down");
        try (var room = room("main")) {
            room.mailing("s", List.of("a@slow.example"));
            room.dispatch().sendDue();
            assertThat(asked(room)).isEmpty();
            room.mailing("t", List.of("z@marker.example"));

            room.dispatch().sendDue();

            // heard after the first would have been
            await().until(() -> !asked(room).isEmpty());
            assertThat(asked(room)).containsOnlyKeys("marker.example");
        }
    }
}
