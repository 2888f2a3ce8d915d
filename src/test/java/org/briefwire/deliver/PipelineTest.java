package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.briefwire.deliver.CourierKit.courier;
import static org.briefwire.deliver.CourierKit.handOver;
import static org.briefwire.deliver.CourierKit.many;
import static org.briefwire.deliver.CourierKit.server;
import static org.briefwire.deliver.CourierKit.to;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.briefwire.model.BriefwireException;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that go together, at servers that do with them what they should not. */
class PipelineTest {
    private static final String SENT = "sent: 250 2.0.0 taken";
    private static final Patience BRIEF =
            new Patience(Duration.ofSeconds(10), Duration.ofMillis(2_500), Duration.ofSeconds(10));

    private final SmtpServerStub stub = SmtpServerStub.start().offering("PIPELINING");

    @AfterEach
    void stop() {
        stub.close();
    }

    private List<String> recipients() {
        return stub.mails().stream().map(mail -> mail.to().getFirst()).toList();
    }

    private static List<String> addresses(Collection<Envelope> envelopes) {
        return envelopes.stream().map(envelope -> envelope.recipient().toString()).toList();
    }

    @Test
    void aMessageCostsOneRoundTripAndTheOrderIsKept() {
        var envelopes = many(40);

        var heard = handOver(courier(server(stub)), envelopes);

        assertThat(heard.outcomes())
                .hasSize(40)
                .allSatisfy((to, how) -> assertThat(how).isEqualTo(SENT));
        assertThat(recipients()).isEqualTo(addresses(envelopes));
        // greeting, EHLO, the first envelope, QUIT and the like; plainly it would be 4 a message
        assertThat(stub.turns()).isLessThan(40 + 8);
        assertThat(stub.notWaitedFor()).isGreaterThan(40);
    }

    @Test
    void theMessageBehindAnotherArrivesAsItIs() {
        handOver(courier(server(stub)), many(3));

        assertThat(stub.mails())
                .allSatisfy(mail ->
                        assertThat(mail.bytes())
                                .isEqualTo(CourierKit.message(mail.to().getFirst())));
    }

    @Test
    void theTimeThatAMessageTookIsToldOfItselfWhateverIsFoundOfThoseBehindIt() {
        var envelopes =
                to(
                        "доб@example.org",
                        "a@example.org",
                        "ро@example.org",
                        "b@example.org",
                        "c@example.org",
                        "добро@example.org",
                        "пожаловать@example.org");

        var heard = handOver(courier(server(stub)), envelopes);

        assertThat(recipients())
                .containsExactly("a@example.org", "b@example.org", "c@example.org")
                .isEqualTo(heard.timed());
        assertThat(heard.outcomes().values())
                .filteredOn(how -> !how.equals(SENT))
                .hasSize(4)
                .containsOnly("failed: main has no SMTPUTF8 (RFC 6531), which the address needs");
        assertThat(stub.connections()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"503 5.5.1 RCPT first", "554 5.5.1 no valid recipients", "354 go on"})
    void aRefusedRecipientFailsWhateverDataAnswersThen(String data) {
        stub.on(SmtpMoment.RCPT, "b@example.org"::equals).answers("550 5.1.1 unknown");
        stub.on(SmtpMoment.DATA, String::isEmpty).answers(data);

        var heard =
                handOver(
                        courier(server(stub)),
                        to("a@example.org", "b@example.org", "c@example.org", "d@example.org"));

        assertThat(heard.outcomes())
                .isEqualTo(
                        Map.of(
                                "a@example.org", SENT,
                                "b@example.org", "failed: 550 5.1.1 unknown (in reply to RCPT TO)",
                                "c@example.org", SENT,
                                "d@example.org", SENT));
        assertThat(stub.connections()).isEqualTo(1);
        // what a lone dot ended is nobody's message
        assertThat(stub.mails().stream().filter(mail -> !mail.to().isEmpty()).toList()).hasSize(3);
    }

    @Test
    void aServerThatTakesTheLoneDotHasStillNotBeenGivenTheMessage() {
        stub.on(SmtpMoment.RCPT).answers("450 4.2.1 busy");
        stub.on(SmtpMoment.DATA, String::isEmpty).answers("354 go on");
        stub.on(SmtpMoment.END).answers("250 2.0.0 taken");

        var heard = handOver(courier(server(stub)), to("a@example.org", "b@example.org"));

        assertThat(heard.outcomes())
                .isEqualTo(
                        Map.of(
                                "a@example.org", "deferred: 450 4.2.1 busy",
                                "b@example.org", "deferred: 450 4.2.1 busy"));
    }

    @Test
    void aServerThatHangsUpAtTheLoneDotHasStillAnsweredTheRecipient() {
        stub.on(SmtpMoment.RCPT, "a@example.org"::equals).answers("550 5.1.1 unknown");
        stub.on(SmtpMoment.DATA, String::isEmpty).answers("354 go on");
        stub.on(SmtpMoment.END, String::isEmpty).hangsUp();

        var heard = handOver(courier(server(stub)), to("a@example.org", "b@example.org"));

        assertThat(heard.outcomes())
                .isEqualTo(
                        Map.of(
                                "a@example.org",
                                "failed: 550 5.1.1 unknown (in reply to RCPT TO)",
                                "b@example.org",
                                SENT));
        assertThat(stub.connections()).isEqualTo(2);
    }

    @Test
    void aRefusedSenderIsTriedLaterAndTheConnectionGoesOn() {
        stub.on(SmtpMoment.MAIL).afterTimes(1).times(2).answers("451 4.3.0 sender not now");

        var heard = handOver(courier(server(stub)), many(5));

        assertThat(heard.outcomes().values())
                .containsExactlyInAnyOrder(
                        SENT,
                        SENT,
                        SENT,
                        "deferred: 451 4.3.0 sender not now",
                        "deferred: 451 4.3.0 sender not now");
        assertThat(stub.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"MAIL", "RCPT", "DATA"})
    void serviceClosingBeforeAMessageCostsNone(SmtpMoment moment) {
        stub.on(moment).afterTimes(3).times(1).answersAndHangsUp("421 4.3.2 restarting");
        stub.on(moment).afterTimes(6).times(1).hangsUp();

        var heard = handOver(courier(server(stub)), many(12));

        assertThat(heard.outcomes())
                .hasSize(12)
                .allSatisfy((to, how) -> assertThat(how).isEqualTo(SENT));
        assertThat(stub.connections()).isEqualTo(3);
        assertThat(new HashSet<>(recipients())).hasSize(12).hasSize(recipients().size());
    }

    @Test
    void serviceClosingAfterTheDotIsThatMessagesAnswerAndNoOthers() {
        stub.on(SmtpMoment.END, "reader2@example.org"::equals)
                .times(1)
                .answersAndHangsUp("421 4.3.2 shutting down");

        var heard = handOver(courier(server(stub)), many(5));

        assertThat(heard.outcomes())
                .containsEntry("reader2@example.org", "deferred: 421 4.3.2 shutting down");
        assertThat(heard.outcomes().values()).filteredOn(SENT::equals).hasSize(4);
        assertThat(stub.mails()).hasSize(4);
    }

    @Test
    void aDropAfterTheDotPutsOneMessageInDoubtAndNotTheNext() {
        stub.on(SmtpMoment.END, "reader2@example.org"::equals).times(1).hangsUp();

        var heard = handOver(courier(server(stub)), many(5));

        assertThat(heard.outcomes())
                .containsEntry(
                        "reader2@example.org",
                        "in doubt: no answer to the message's end: the server hung up");
        assertThat(heard.outcomes().values()).filteredOn(SENT::equals).hasSize(4);
        assertThat(recipients()).doesNotContain("reader2@example.org").hasSize(4);
    }

    @ParameterizedTest
    @EnumSource(names = {"MAIL", "RCPT"})
    void anAnswerTooManyLosesTheConnectionBeforeAMessageIsPutOnIt(SmtpMoment moment) {
        stub.on(moment).afterTimes(2).times(1).answers("250 2.0.0 yes", "250 2.0.0 yes, yes");

        var heard = handOver(courier(server(stub)), many(6));

        assertThat(heard.outcomes())
                .hasSize(6)
                .allSatisfy((to, how) -> assertThat(how).isEqualTo(SENT));
        assertThat(new HashSet<>(recipients())).hasSize(6).hasSize(recipients().size());
        assertThat(stub.connections()).isEqualTo(2);
    }

    @Test
    void goAheadForARecipientIsOutOfStep() {
        stub.on(SmtpMoment.RCPT).afterTimes(1).times(1).answers("354 already?");

        var heard = handOver(courier(server(stub)), many(4));

        assertThat(heard.outcomes())
                .hasSize(4)
                .allSatisfy((to, how) -> assertThat(how).isEqualTo(SENT));
        assertThat(recipients()).hasSize(4);
    }

    @Test
    void anAnswerThatIsNoSmtpToCommandsTogetherIsTriedOnceMorePlainly() {
        stub.on(SmtpMoment.RCPT).times(1).answers("HTTP/1.1 400 what?");

        var heard = handOver(courier(server(stub)), many(2));

        assertThat(heard.outcomes().values()).containsExactly(SENT, SENT);
    }

    @Test
    void anAnswerThatIsNoSmtpToOneCommandLosesTheConnectionOnly() {
        try (var plain = SmtpServerStub.start()) {
            plain.on(SmtpMoment.RCPT).times(1).answers("HTTP/1.1 400 what?");

            var heard = handOver(courier(server(plain)), to("a@example.org", "b@example.org"));

            assertThat(heard.outcomes().get("a@example.org"))
                    .startsWith("deferred: connection lost before the message: it answered 'HTTP");
            assertThat(heard.outcomes()).containsEntry("b@example.org", SENT);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MAIL", "RCPT", "END"})
    void aServerThatLosesWhatCameTogetherIsSpokenToPlainly(SmtpMoment moment) {
        stub.on(moment).forgetsTheRest();

        var heard = handOver(courier(server(stub), BRIEF), many(8));

        assertThat(heard.outcomes())
                .hasSize(8)
                .allSatisfy((to, how) -> assertThat(how).isEqualTo(SENT));
        assertThat(new HashSet<>(recipients())).hasSize(8).hasSize(recipients().size());
        assertThat(stub.connections()).isEqualTo(2);
    }

    @Test
    void aServerThatOverlooksADotWithMoreBehindItGetsNothingTwice() {
        stub.on(SmtpMoment.CROWDED_DOT).answersOctets(new byte[0]);

        var heard = handOver(courier(server(stub), BRIEF), many(8));

        assertThat(heard.outcomes())
                .containsEntry(
                        "reader0@example.org",
                        "in doubt: no answer to the message's end: no answer in time");
        assertThat(heard.outcomes().values()).filteredOn(SENT::equals).hasSize(7);
        assertThat(recipients()).doesNotContain("reader0@example.org").hasSize(7);
        assertThat(stub.connections()).isEqualTo(2);
    }

    @Test
    void aServerThatComplainsOfCommandsTogetherIsSpokenToPlainly() {
        stub.on(SmtpMoment.MAIL).times(1).answersAndHangsUp("554 SMTP synchronization error");

        var heard = handOver(courier(server(stub)), many(4));

        assertThat(heard.outcomes())
                .hasSize(4)
                .allSatisfy((to, how) -> assertThat(how).isEqualTo(SENT));
        assertThat(stub.connections()).isEqualTo(2);
        assertThat(stub.notWaitedFor()).isLessThan(2);
    }

    @Test
    void anAddressThatSpeaksOfPipelinesIsNoComplaint() {
        var joe = "joe@gas-pipeline.example";
        stub.on(SmtpMoment.RCPT, joe::equals).answers("550 5.1.1 <" + joe + "> unknown");

        var heard = handOver(courier(server(stub)), to("a@example.org", joe, "b@example.org"));

        assertThat(heard.outcomes())
                .isEqualTo(
                        Map.of(
                                "a@example.org",
                                SENT,
                                joe,
                                "failed: 550 5.1.1 <%s> unknown (in reply to RCPT TO)"
                                        .formatted(joe),
                                "b@example.org",
                                SENT));
        assertThat(stub.connections()).isOne();
    }

    @Test
    void aServerThatKeepsToItAndIsOnceSilentIsTrustedOn() {
        stub.on(SmtpMoment.RCPT).afterTimes(5).times(1).answersOctets(new byte[0]);

        var heard = handOver(courier(server(stub), BRIEF), many(60));

        assertThat(heard.outcomes())
                .hasSize(60)
                .allSatisfy((to, how) -> assertThat(how).isEqualTo(SENT));
        assertThat(stub.turns()).isLessThan(60 + 16);
    }

    @Test
    void whatTheSourceOfEnvelopesThrowsLosesNoOutcome() {
        var heard = new CourierKit.Heard();
        var envelopes = many(3).iterator();
        Iterator<Envelope> failing =
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        if (!envelopes.hasNext()) {
                            throw new BriefwireException("database: gone");
                        }
                        return true;
                    }

                    @Override
                    public Envelope next() {
                        return envelopes.next();
                    }
                };

        try (var courier = courier(server(stub))) {
            assertThatThrownBy(() -> courier.handOver(Envelopes.of(failing), heard))
                    .hasMessageContaining("database: gone");
        }

        assertThat(heard.outcomes().keySet())
                .isEqualTo(recipients().stream().collect(Collectors.toSet()));
        assertThat(heard.outcomes().size() + heard.notTaken().size()).isEqualTo(3);
    }

    @Test
    void stoppedInTheMiddleItEndsWhatIsUnderWayAndGivesTheRestBack() {
        var heard = new CourierKit.Heard();
        var courier = courier(server(stub));
        var taken = new ArrayList<Envelope>();
        var envelopes = many(50).iterator();
        Iterator<Envelope> stopping =
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return envelopes.hasNext();
                    }

                    @Override
                    public Envelope next() {
                        if (taken.size() == 10) {
                            courier.stop();
                        }
                        taken.add(envelopes.next());
                        return taken.getLast();
                    }
                };

        try (courier) {
            courier.handOver(Envelopes.of(stopping), heard);
        }

        assertThat(heard.outcomes().size()).isBetween(7, 10);
        assertThat(heard.outcomes().values()).allSatisfy(how -> assertThat(how).isEqualTo(SENT));
        assertThat(heard.outcomes().size() + heard.notTaken().size()).isEqualTo(taken.size());
        assertThat(recipients()).hasSize(heard.outcomes().size());
    }
}
