package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.briefwire.store.Providers;
import org.briefwire.store.Stopped;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What blames us, or asks us for less, stays where it was said, whatever it answers. */
@ParameterizedClass
@ValueSource(strings = {"8BITMIME", "PIPELINING"})
class SaidOfUsTest {
    private static final String TAKEN = ": 250 2.0.0 taken";

    @TempDir Path folder;
    private final SmtpServerStub first = SmtpServerStub.start();
    private final SmtpServerStub second = SmtpServerStub.start();

    SaidOfUsTest(String offered) {
        first.offering(offered);
        second.offering(offered);
        // so that each is given some
        second.on(SmtpMoment.END).waits(Duration.ofMillis(100));
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private PostRoom room() {
        return PostRoom.open(
                TestDatabases.Kind.SQLITE,
                folder,
                CourierKit.server("first", first, 1),
                CourierKit.server("second", second, 1));
    }

    @ParameterizedTest
    @Timeout(60)
    @CsvSource(
            delimiter = ';',
            value = {
                "MAIL; 550 5.7.1 Client host blocked using Spamhaus; ' (in reply to MAIL FROM)'",
                "MAIL; 554 45.1.1.9 has a poor reputation; ' (in reply to MAIL FROM)'",
                "MAIL; 450 4.7.28 unusual rate of mail; ''",
                "MAIL; 451 4.7.500 Server busy; ''",
                "MAIL; 421 4.7.0 poor reputation; ''",
                "MAIL; 421 4.7.28 unusual rate of mail; ''",
                "DATA; 421 4.7.0 poor reputation; ''",
                "DATA; 421 Not now, blocked using Spamhaus; ''",
                "DATA; 421 4.7.28 unusual rate of mail; ''",
                "DATA; 421 Too many messages; ''",
            })
    void isNotPassedOn(SmtpMoment moment, String reply, String named) {
        var rule = first.on(moment).times(2);
        if (reply.startsWith("421")) {
            rule.answersAndHangsUp(reply);
        } else {
            rule.answers(reply);
        }
        try (var room = room()) {
            var mailing = room.mailing("s", PostRoom.people(12));

            room.dispatch().sendDue();

            var kept =
                    room.ledger(mailing).entrySet().stream()
                            .filter(entry -> !entry.getValue().endsWith(TAKEN))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            assertThat(kept)
                    .hasSize(2)
                    .allSatisfy((reader, words) ->
                            assertThat(words).isEqualTo("deferred by first: " + reply + named));
            assertThat(PostRoom.arrivals(first, second))
                    .hasSize(10)
                    .doesNotContainKeys(kept.keySet().toArray(String[]::new));
        }
    }

    @Test
    @Timeout(60)
    void theEditionIsStoppedThoughAnotherServerWouldTakeIt() {
        first.on(SmtpMoment.MAIL).answers("550 5.7.1 Client host blocked using Spamhaus");
        try (var room = room()) {
            var mailing = room.mailing("s", PostRoom.people(400));

            assertThat(room.dispatch().sendDue().stale())
                    .singleElement()
                    .asString()
                    .contains("of the last answers blame the sender", "Spamhaus");

            assertThat(new Stopped(room.database()).all()).hasSize(1);
            assertThat(room.counts(mailing).keySet())
                    .anyMatch(words -> words.startsWith("deferred by first: 550 5.7.1 Client"))
                    .anyMatch(words -> words.startsWith("pending"));
        }
    }

    @Test
    void aProviderThatAsksForLessIsSlowed() {
        var reply = "421 4.7.28 unusual rate of mail";
        first.on(SmtpMoment.DATA).times(1).answersAndHangsUp(reply);
        try (var room = room()) {
            room.mailing("s", PostRoom.people(12));

            assertThat(room.dispatch().sendDue().deferred()).isPositive();

            await().untilAsserted(() ->
                    assertThat(new Providers(room.database()).all())
                            .singleElement()
                            .satisfies(known ->
                                    assertThat(known.slowDown().orElseThrow().reply())
                                            .isEqualTo(reply)));
        }
    }
}
