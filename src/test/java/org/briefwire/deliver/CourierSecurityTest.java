package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.briefwire.deliver.CourierKit.courier;
import static org.briefwire.deliver.CourierKit.handOver;
import static org.briefwire.deliver.CourierKit.secured;
import static org.briefwire.deliver.CourierKit.server;
import static org.briefwire.deliver.CourierKit.to;
import static org.briefwire.deliver.CourierKit.withLogin;

import java.time.Duration;
import java.util.Optional;
import org.briefwire.config.SmtpServer.Tls;
import org.briefwire.testing.ReceivedMail;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"", "PIPELINING"})
class CourierSecurityTest {
    private final SmtpServerStub stub = SmtpServerStub.start();

    CourierSecurityTest(String offered) {
        if (!offered.isEmpty()) {
            stub.offering(offered);
        }
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void startTlsSecuresTheMessage() {
        stub.withStartTls(TestKeys.localhost().context());

        handOver(courier(secured(server(stub), Tls.STARTTLS)), to("ada@example.org", "b@c.org"));

        assertThat(stub.mails())
                .hasSize(2)
                .allMatch(mail -> mail.secured() == ReceivedMail.Security.TLS);
        assertThat(stub.connections()).isEqualTo(1);
    }

    @Test
    void implicitTlsSecuresTheMessage() {
        stub.withImplicitTls(TestKeys.localhost().context());

        handOver(courier(secured(server(stub), Tls.IMPLICIT)), to("ada@example.org"));

        assertThat(stub.mails()).allMatch(mail -> mail.secured() == ReceivedMail.Security.TLS);
        assertThat(stub.mails()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aCertificateForAnotherNameIsRefused(Tls tls) {
        var key = TestKeys.elsewhere().context();
        if (tls == Tls.IMPLICIT) {
            stub.withImplicitTls(key);
        } else {
            stub.withStartTls(key);
        }
        var courier =
                new SmtpCourier(
                        secured(server(stub), tls),
                        key.getSocketFactory(),
                        CourierKit.SHORT,
                        new Pace(Optional.empty()));

        var heard = handOver(courier, to("ada@example.org"));

        assertThat(heard.outOfReach().getFirst()).contains("localhost");
        assertThat(stub.mails()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aCertificateThatNobodyTrustsIsRefused(Tls tls) {
        var key = TestKeys.elsewhere().context();
        if (tls == Tls.IMPLICIT) {
            stub.withImplicitTls(key);
        } else {
            stub.withStartTls(key);
        }

        var heard = handOver(courier(secured(server(stub), tls)), to("ada@example.org"));

        assertThat(heard.outOfReach()).hasSize(1);
        assertThat(stub.mails()).isEmpty();
    }

    @Test
    void noMailGoesInClearWhenStartTlsIsNotOffered() {
        var heard = handOver(courier(secured(server(stub), Tls.STARTTLS)), to("ada@example.org"));

        assertThat(heard.outOfReach().getFirst()).contains("STARTTLS is required");
        assertThat(stub.mails()).isEmpty();
    }

    @Test
    void noMailGoesInClearWhenStartTlsBreaks() {
        stub.withStartTls(TestKeys.localhost().context());
        stub.on(SmtpMoment.STARTTLS).answers("220 go ahead", "250 and then this");

        var heard = handOver(courier(secured(server(stub), Tls.STARTTLS)), to("ada@example.org"));

        assertThat(heard.outOfReach()).hasSize(1);
        assertThat(stub.mails()).isEmpty();
    }

    @Test
    void theLoginIsUsed() {
        stub.withUser("briefwire", "geheim ß");

        handOver(courier(withLogin(server(stub), "briefwire", "geheim ß")), to("ada@example.org"));

        assertThat(stub.mails().getFirst().login()).isEqualTo("briefwire");
    }

    @Test
    void aWrongPasswordIsOutOfReachWithTheServersWords() {
        stub.withUser("briefwire", "right");

        var heard =
                handOver(
                        courier(withLogin(server(stub), "briefwire", "no")), to("ada@example.org"));

        assertThat(heard.outOfReach())
                .containsExactly(
                        "main can't be reached: it answered 535 5.7.8 wrong name or password");
    }

    @Test
    void aServerWithoutLoginGetsNoMailWhenAUserIsConfigured() {
        var heard =
                handOver(courier(withLogin(server(stub), "briefwire", "x")), to("ada@example.org"));

        assertThat(heard.outOfReach())
                .containsExactly(
                        "main can't be reached: it offers no login, and a user is configured");
        assertThat(stub.mails()).isEmpty();
    }

    @Test
    void aServerThatDripsItsAnswerIsCutOff() {
        stub.on(SmtpMoment.END)
                .drips("250 2.0.0 taken as slowly as can be", Duration.ofMillis(200));
        var patience =
                new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(1));

        var heard = handOver(courier(server(stub), patience), to("ada@example.org"));

        assertThat(heard.outcomes().get("ada@example.org"))
                .startsWith("in doubt: no answer to the message's end");
    }

    @Test
    void aServerThatDoesNotGreetIsOutOfReach() {
        stub.on(SmtpMoment.GREETING).waits(Duration.ofSeconds(30));
        var patience =
                new Patience(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(10));

        var heard = handOver(courier(server(stub), patience), to("ada@example.org"));

        assertThat(heard.outOfReach()).containsExactly("main can't be reached: no answer in time");
    }
}
