package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.briefwire.deliver.CourierKit.courier;
import static org.briefwire.deliver.CourierKit.handOver;
import static org.briefwire.deliver.CourierKit.limited;
import static org.briefwire.deliver.CourierKit.many;
import static org.briefwire.deliver.CourierKit.server;
import static org.briefwire.deliver.CourierKit.to;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.briefwire.compose.Octets;
import org.briefwire.config.Limit;
import org.briefwire.config.SmtpServer;
import org.briefwire.model.EmailAddress;
import org.briefwire.testing.ReceivedMail;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of messages is the same, whether the server offers PIPELINING or not. */
@ParameterizedClass
@ValueSource(strings = {"", "PIPELINING"})
class SmtpCourierTest {
    private static final String SENT = "sent: 250 2.0.0 taken";

    private final SmtpServerStub stub = SmtpServerStub.start();

    SmtpCourierTest(String offered) {
        if (!offered.isEmpty()) {
            stub.offering(offered);
        }
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void whoHasLostTheRightToSendDoesNotPutTheMessageOnTheLine() {
        var held = new AtomicBoolean(true);
        stub.on(
                        SmtpMoment.RCPT,
                        _ -> {
                            held.set(false);
                            return false;
                        })
                .hangsUp();
        var heard = new CourierKit.Heard(held::get);

        try (var courier = courier(server(stub))) {
            courier.handOver(Envelopes.of(many(3).iterator()), heard);
        }

        assertThat(stub.mails()).isEmpty();
        assertThat(heard.outcomes()).isEmpty();
        assertThat(heard.notTaken()).contains("reader0@example.org");
    }

    @Test
    void aMessageArrivesAsItIsWithItsEnvelope() {
        var heard = handOver(courier(server(stub)), to("ada@example.org"));

        assertThat(heard.outcomes()).isEqualTo(Map.of("ada@example.org", SENT));
        assertThat(stub.mails())
                .usingRecursiveComparison()
                .isEqualTo(
                        List.of(
                                new ReceivedMail(
                                        "bounces@news.example.org",
                                        List.of("ada@example.org"),
                                        CourierKit.message("ada@example.org"),
                                        ReceivedMail.Security.PLAIN,
                                        "")));
    }

    @Test
    void oneConnectionServesForMany() {
        var heard = handOver(courier(server(stub)), many(50));

        assertThat(heard.outcomes()).hasSize(50).containsValue(SENT);
        assertThat(heard.left()).isZero();
        assertThat(stub.connections()).isEqualTo(1);
        assertThat(stub.messageIds()).hasSize(50);
    }

    @Test
    void asManyConnectionsWorkAsAreConfigured() {
        stub.on(SmtpMoment.END).waits(Duration.ofMillis(20));

        handOver(courier(server("main", stub, 4)), many(80));

        assertThat(stub.messageIds()).hasSize(80);
        assertThat(stub.mostConnections()).isEqualTo(4);
        assertThat(stub.connections()).isEqualTo(4);
    }

    @Test
    void aRecipientRefusedForGoodFailsWithTheServersWordsAndTheNextIsServed() {
        stub.on(SmtpMoment.RCPT, "ada@example.org"::equals)
                .answers("550-5.1.1 No such user here", "550 5.1.1 ask the postmaster");

        var heard = handOver(courier(server(stub)), to("ada@example.org", "bob@example.org"));

        assertThat(heard.outcomes())
                .isEqualTo(
                        Map.of(
                                "ada@example.org",
                                "failed: 550 5.1.1 No such user here ask the postmaster (in reply to RCPT TO)",
                                "bob@example.org",
                                SENT));
        assertThat(stub.connections()).isEqualTo(1);
    }

    @Test
    void aRecipientRefusedForNowIsDeferred() {
        stub.on(SmtpMoment.RCPT, "ada@example.org"::equals).answers("451 4.7.1 greylisted");

        var heard = handOver(courier(server(stub)), to("ada@example.org", "bob@example.org"));

        assertThat(heard.outcomes())
                .isEqualTo(
                        Map.of(
                                "ada@example.org",
                                "deferred: 451 4.7.1 greylisted",
                                "bob@example.org",
                                SENT));
    }

    @Test
    void aMessageRefusedAfterItsEndFailsOrIsDeferred() {
        stub.on(SmtpMoment.END, "ada@example.org"::equals).answers("554 5.7.1 spam");
        stub.on(SmtpMoment.END, "bob@example.org"::equals).answers("452 4.3.1 disk full");

        var heard =
                handOver(
                        courier(server(stub)),
                        to("ada@example.org", "bob@example.org", "cy@example.org"));

        assertThat(heard.outcomes())
                .isEqualTo(
                        Map.of(
                                "ada@example.org",
                                        "failed: 554 5.7.1 spam (in reply to end of DATA)",
                                "bob@example.org", "deferred: 452 4.3.1 disk full",
                                "cy@example.org", SENT));
    }

    @Test
    void dataRefusedFailsAndTheNextIsServed() {
        stub.on(SmtpMoment.DATA).times(1).answers("554 5.5.1 no valid recipients");

        var heard = handOver(courier(server(stub)), to("ada@example.org", "bob@example.org"));

        assertThat(heard.outcomes())
                .isEqualTo(
                        Map.of(
                                "ada@example.org",
                                "failed: 554 5.5.1 no valid recipients (in reply to DATA)",
                                "bob@example.org",
                                SENT));
    }

    @Test
    void aRefusedSenderIsNotTheRecipientsFault() {
        stub.on(SmtpMoment.MAIL).answers("553 5.7.1 sender not allowed");

        var heard = handOver(courier(server(stub)), to("ada@example.org"));

        assertThat(heard.outcomes())
                .isEqualTo(
                        Map.of(
                                "ada@example.org",
                                "deferred: 553 5.7.1 sender not allowed (in reply to MAIL FROM)"));
    }

    @Test
    void aServerThatClosesAfterSomeMessagesCostsNoneOfThem() {
        stub.on(SmtpMoment.MAIL).afterTimes(2).times(1).answersAndHangsUp("421 4.7.0 enough");
        stub.on(SmtpMoment.MAIL).afterTimes(3).times(1).hangsUp();

        var heard = handOver(courier(server(stub)), many(9));

        assertThat(heard.outcomes())
                .hasSize(9)
                .allSatisfy((to, outcome) -> assertThat(outcome).isEqualTo(SENT));
        assertThat(stub.connections()).isEqualTo(3);
    }

    @Test
    void droppedInTheMessageIsDeferredAndTheRestGoesOn() {
        stub.on(SmtpMoment.MESSAGE).times(1).hangsUp();
        var large =
                new Envelope(
                        new Parcel.Trial(Instant.EPOCH),
                        EmailAddress.parse("ada@example.org"),
                        () -> Octets.copyOf(lines(20_000), 0));

        var heard =
                handOver(courier(server(stub)), List.of(large, to("bob@example.org").getFirst()));

        assertThat(heard.outcomes().get("ada@example.org"))
                .startsWith("deferred: connection lost in the message: ");
        assertThat(heard.outcomes()).containsEntry("bob@example.org", SENT);
    }

    private static byte[] lines(int count) {
        return ("x".repeat(500) + "\r\n").repeat(count).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void droppedWhileTheEndIsOnItsWayIsInDoubt() {
        stub.on(SmtpMoment.MESSAGE).times(1).hangsUp();

        var heard = handOver(courier(server(stub)), to("ada@example.org", "bob@example.org"));

        assertThat(heard.outcomes().get("ada@example.org"))
                .startsWith("in doubt: no answer to the message's end: ");
        assertThat(heard.outcomes()).containsEntry("bob@example.org", SENT);
    }

    @Test
    void droppedAfterTheDotIsInDoubt() {
        stub.on(SmtpMoment.END).times(1).hangsUp();

        var heard = handOver(courier(server(stub)), to("ada@example.org", "bob@example.org"));

        assertThat(heard.outcomes())
                .isEqualTo(
                        Map.of(
                                "ada@example.org",
                                "in doubt: no answer to the message's end: the server hung up",
                                "bob@example.org",
                                SENT));
    }

    @Test
    void serviceClosingAfterTheDotIsAnAnswer() {
        stub.on(SmtpMoment.END).times(1).answersAndHangsUp("421 4.3.2 shutting down");

        var heard = handOver(courier(server(stub)), to("ada@example.org", "bob@example.org"));

        assertThat(heard.outcomes())
                .isEqualTo(
                        Map.of(
                                "ada@example.org",
                                "deferred: 421 4.3.2 shutting down",
                                "bob@example.org",
                                SENT));
    }

    @Test
    void anAnswerInBytesThatAreNoUtf8IsKeptReadable() {
        stub.on(SmtpMoment.RCPT)
                .times(1)
                .answersOctets(
                        "550 bo\u00eete pleine\u0007\r\n".getBytes(StandardCharsets.ISO_8859_1));
        stub.on(SmtpMoment.RCPT).times(1).answers("550 5.2.2 boîte pleine");

        var heard = handOver(courier(server(stub)), to("ada@example.org", "bob@example.org"));

        assertThat(heard.outcomes())
                .isEqualTo(
                        Map.of(
                                "ada@example.org", "failed: 550 boîte pleine (in reply to RCPT TO)",
                                "bob@example.org",
                                        "failed: 550 5.2.2 boîte pleine (in reply to RCPT TO)"));
    }

    @Test
    void aServerThatCannotBeReachedIsAskedOnceAConnectionAndTakesNothing() {
        stub.on(SmtpMoment.GREETING).answersAndHangsUp("421 4.3.2 not now");

        var heard = handOver(courier(server("main", stub, 3)), many(100));

        assertThat(heard.outcomes()).isEmpty();
        assertThat(heard.outOfReach())
                .containsExactly("main can't be reached: it answered 421 4.3.2 not now");
        assertThat(heard.notTaken().size() + heard.left()).isEqualTo(100);
        assertThat(stub.connections()).isLessThanOrEqualTo(6);
    }

    @Test
    void aRefusedConnectionIsOutOfReach() {
        stub.close();

        var heard = handOver(courier(server(stub)), many(5));

        assertThat(heard.outcomes()).isEmpty();
        assertThat(heard.outOfReach()).hasSize(1);
        assertThat(heard.outOfReach().getFirst())
                .startsWith("main can't be reached: ")
                .contains("refused");
    }

    @Test
    void anUnknownHostIsOutOfReach() {
        var nowhere = server(stub);
        var server =
                new SmtpServer(
                        "main",
                        "no-such-host.invalid",
                        25,
                        nowhere.tls(),
                        "",
                        nowhere.password(),
                        1,
                        SmtpServer.Terms.NONE,
                        nowhere.returnPath(),
                        List.of());

        var heard = handOver(courier(server), many(1));

        assertThat(heard.outOfReach()).containsExactly("main can't be reached: unknown host");
    }

    @Test
    void aServerThatLosesEveryConnectionDoesNotBurnTheQueue() {
        stub.on(SmtpMoment.DATA).hangsUp();

        var heard = handOver(courier(server("main", stub, 2)), many(100));

        assertThat(heard.outcomes()).hasSizeBetween(3, 12);
        assertThat(heard.outcomes().values())
                .containsOnly("deferred: connection lost before the message: the server hung up");
        assertThat(heard.outOfReach()).containsExactly("main loses one connection after another");
    }

    @Test
    void aServerThatLimitsConnectionsIsServedByThoseItTakes() {
        stub.on(SmtpMoment.GREETING).afterTimes(2).times(2).answersAndHangsUp("421 too many");
        stub.on(SmtpMoment.END).waits(Duration.ofMillis(5));

        var heard = handOver(courier(server("main", stub, 4)), many(60));

        assertThat(heard.outcomes().values()).containsOnly(SENT);
        // the two that got no connection give theirs back at the end at the latest
        assertThat(heard.notTaken()).hasSizeLessThanOrEqualTo(2);
        assertThat(heard.outcomes().size() + heard.notTaken().size()).isEqualTo(60);
        assertThat(stub.messageIds()).hasSize(heard.outcomes().size());
        assertThat(heard.outOfReach()).isEmpty();
    }

    @Test
    void whoIsNotInOnlyToIsCancelled() {
        var guarded = limited(server(stub), SmtpServer.Terms.NONE, List.of("*@Example.org"));

        var heard = handOver(courier(guarded), to("ada@example.org", "bob@example.com"));

        assertThat(heard.outcomes())
                .isEqualTo(
                        Map.of(
                                "ada@example.org",
                                SENT,
                                "bob@example.com",
                                "cancelled: smtp.only-to of main does not name bob@example.com"));
    }

    @Test
    void theRateHoldsForAllConnectionsTogether() {
        var start = System.nanoTime();

        var terms =
                new SmtpServer.Terms(
                        Optional.of(new Limit(100, Duration.ofSeconds(1))),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty());

        handOver(courier(limited(server("main", stub, 4), terms, List.of())), many(41));

        var seconds = (System.nanoTime() - start) / 1e9;
        assertThat(seconds).isBetween(0.39, 20.0);
    }

    @Test
    void anInternationalDomainGoesAsALabels() {
        handOver(courier(server(stub)), to("ada@bücher.example"));

        assertThat(stub.mails().getFirst().to()).containsExactly("ada@xn--bcher-kva.example");
    }

    @Test
    void anAddressThatNeedsSmtputf8FailsWhereItIsNotOffered() {
        var heard = handOver(courier(server(stub)), to("добро@example.org"));

        assertThat(heard.outcomes())
                .isEqualTo(
                        Map.of(
                                "добро@example.org",
                                "failed: main has no SMTPUTF8 (RFC 6531), which the address needs"));
    }

    @Test
    void anAddressThatNeedsSmtputf8GoesWhereItIsOffered() {
        stub.offering("SMTPUTF8");

        var heard = handOver(courier(server(stub)), to("добро@example.org"));

        assertThat(heard.outcomes()).isEqualTo(Map.of("добро@example.org", SENT));
        assertThat(stub.mails().getFirst().to()).containsExactly("добро@example.org");
    }

    /** RFC 1870 section 3: without the dots that are doubled, and the one that ends it. */
    @ParameterizedTest
    @ValueSource(strings = {"a\r\n", ".\r\n", ".a\r\n..\r\n.\r\n\r\n", "a\r\n.b"})
    void aMessageAsLargeAsTheServerTakesGoesAndALargerOneIsNotTried(String text) {
        var ends = text.endsWith("\r\n") ? text : text + "\r\n";
        var size = "Subject: news\r\n\r\n".length() + ends.length();
        stub.offering("SIZE " + size);
        var fits = holding("fits@example.org", text);
        var larger = holding("larger@example.org", "a" + text);

        var heard = handOver(courier(server(stub)), List.of(fits, larger, fits, larger));

        assertThat(heard.outcomes())
                .isEqualTo(
                        Map.of(
                                "fits@example.org",
                                SENT,
                                "larger@example.org",
                                "failed: main takes %d octets, the message has %d"
                                        .formatted(size, size + 1)));
        assertThat(stub.mails())
                .extracting(ReceivedMail::text)
                .containsExactly("Subject: news\r\n\r\n" + ends, "Subject: news\r\n\r\n" + ends);
    }

    private static Envelope holding(String address, String text) {
        var message = ("Subject: news\r\n\r\n" + text).getBytes(StandardCharsets.UTF_8);
        return new Envelope(
                new Parcel.Trial(Instant.EPOCH),
                EmailAddress.parse(address),
                () -> Octets.copyOf(message, 0));
    }

    @Test
    void aMessageThatCannotBeMadeIsDeferredAndTheNextIsServed() {
        var broken =
                new Envelope(
                        new Parcel.Trial(Instant.EPOCH),
                        EmailAddress.parse("ada@example.org"),
                        () -> {
                            throw new IllegalStateException("no stencil");
                        });

        var heard =
                handOver(courier(server(stub)), List.of(broken, to("bob@example.org").getFirst()));

        assertThat(heard.outcomes())
                .isEqualTo(
                        Map.of(
                                "ada@example.org",
                                "deferred: the message can't be made: no stencil",
                                "bob@example.org",
                                SENT));
    }
}
