package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.briefwire.deliver.CourierKit.courier;
import static org.briefwire.deliver.CourierKit.handOver;
import static org.briefwire.deliver.CourierKit.many;
import static org.briefwire.deliver.CourierKit.server;
import static org.briefwire.deliver.CourierKit.to;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.briefwire.compose.Octets;
import org.briefwire.model.EmailAddress;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of servers that offer DSN (RFC 3461), with PIPELINING and without. */
@ParameterizedClass
@ValueSource(strings = {"8BITMIME", "PIPELINING"})
class NotificationsTest {
    private static final String SENT = "sent: 250 2.0.0 taken";

    private final SmtpServerStub stub = SmtpServerStub.start();

    NotificationsTest(String offered) {
        stub.offering(offered);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    private static Envelope envelope(String returnPath, String address) {
        return new Envelope(
                new Parcel.Trial(Instant.EPOCH),
                EmailAddress.parse(address),
                Optional.of(EmailAddress.parse(returnPath)),
                () -> Octets.copyOf(CourierKit.message(address), 0));
    }

    private static List<String> commands(String address, String mail, String rcpt) {
        return List.of(
                "MAIL FROM:<bounces@news.example.org>" + mail, "RCPT TO:<" + address + ">" + rcpt);
    }

    @Test
    void onlyFailuresAreAskedForUnderTheReturnPathsName() {
        stub.offering("DSN");

        handOver(
                courier(server(stub)),
                List.of(envelope("back+a7b2=c@example.org", "ada+x=y@bücher.example")));

        assertThat(stub.introductions())
                .containsExactly(
                        "MAIL FROM:<back+a7b2=c@example.org> RET=HDRS ENVID=back+2Ba7b2+3Dc",
                        "RCPT TO:<ada+x=y@xn--bcher-kva.example>"
                                + " NOTIFY=FAILURE ORCPT=rfc822;ada+2Bx+3Dy@xn--bcher-kva.example");
    }

    @Test
    void anAddressInOtherLettersIsNamedInUtf8() {
        stub.offering("DSN").offering("SMTPUTF8");

        var heard = handOver(courier(server(stub)), to("доб+ро@example.org"));

        assertThat(heard.outcomes()).isEqualTo(Map.of("доб+ро@example.org", SENT));
        assertThat(stub.introductions())
                .containsExactly(
                        "MAIL FROM:<bounces@news.example.org> SMTPUTF8 RET=HDRS",
                        "RCPT TO:<доб+ро@example.org> NOTIFY=FAILURE"
                                + " ORCPT=utf-8;\\x{434}\\x{43E}\\x{431}\\x{2B}\\x{440}\\x{43E}@example.org");
    }

    @Test
    void whereItIsNotOfferedNothingIsAsked() {
        handOver(courier(server(stub)), List.of(envelope("back+a@example.org", "a@example.org")));

        assertThat(stub.introductions())
                .containsExactly("MAIL FROM:<back+a@example.org>", "RCPT TO:<a@example.org>");
    }

    @ParameterizedTest
    @CsvSource({"MAIL, 555 5.5.4 unknown", "MAIL, 501 5.5.4 what", "RCPT, 504 5.5.4 not here"})
    void aServerThatRefusesWhatItOffersGetsTheMessageAtOnceAndTheOthersWithout(
            String command, String refusal) {
        stub.offering("DSN");
        stub.on(SmtpMoment.PARAMETERS, line -> line.startsWith(command)).answers(refusal);

        var heard = handOver(courier(server(stub)), many(40));

        assertThat(heard.outcomes())
                .hasSize(40)
                .allSatisfy((_, how) -> assertThat(how).isEqualTo(SENT));
        assertThat(stub.messageIds())
                .hasSize(40)
                .allSatisfy((_, times) -> assertThat(times).isOne());
        assertThat(stub.connections()).isOne();
        assertThat(stub.introductions().stream().filter(line -> line.contains("RET="))).hasSize(1);
    }

    @Test
    void aRefusalThatIsAboutTheAddressStaysOneAndTheParametersGoOn() {
        stub.offering("DSN");
        stub.on(SmtpMoment.RCPT, "ada@example.org"::equals).answers("501 5.1.3 bad address");

        var heard = handOver(courier(server(stub)), to("ada@example.org", "bob@example.org"));

        assertThat(heard.outcomes())
                .isEqualTo(
                        Map.of(
                                "ada@example.org",
                                "failed: 501 5.1.3 bad address (in reply to RCPT TO)",
                                "bob@example.org",
                                SENT));
        assertThat(stub.introductions().subList(4, 6))
                .isEqualTo(
                        commands(
                                "bob@example.org",
                                " RET=HDRS",
                                " NOTIFY=FAILURE ORCPT=rfc822;bob@example.org"));
    }

    @Test
    @Timeout(30)
    void aServerThatHangsUpOnWhatItOffersIsNotAskedForEver() {
        stub.offering("DSN");
        stub.on(SmtpMoment.PARAMETERS).answersAndHangsUp("501 5.5.4 what");

        var heard = handOver(courier(server(stub)), to("ada@example.org", "bob@example.org"));

        assertThat(heard.outcomes().values())
                .hasSize(2)
                .containsOnly("deferred: 501 5.5.4 what (in reply to MAIL FROM)");
    }

    @Test
    void aSenderRefusedEitherWayIsTriedLater() {
        stub.offering("DSN");
        stub.on(SmtpMoment.MAIL).answers("501 5.1.7 bad sender");

        var heard = handOver(courier(server(stub)), to("ada@example.org", "bob@example.org"));

        assertThat(heard.outcomes().values())
                .containsOnly("deferred: 501 5.1.7 bad sender (in reply to MAIL FROM)");
    }
}
