package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.briefwire.deliver.CourierKit.secured;
import static org.briefwire.deliver.CourierKit.server;
import static org.briefwire.deliver.CourierKit.withLogin;

import org.briefwire.config.SmtpServer.Tls;
import org.briefwire.deliver.SmtpProbe.Finding;
import org.briefwire.deliver.SmtpProbe.Verdict;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmtpProbeTest {
    private final SmtpServerStub stub = SmtpServerStub.start();
    private final SmtpProbe probe =
            new SmtpProbe(TestKeys.localhost().context().getSocketFactory());

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void aGoodServerIsSaidToBeGoodAndGetsNoMail() {
        stub.withStartTls(TestKeys.localhost().context())
                .withUser("briefwire", "right")
                .offering("PIPELINING")
                .offering("SIZE 1000000");

        var findings =
                probe.look(secured(withLogin(server(stub), "briefwire", "right"), Tls.STARTTLS));

        assertThat(findings)
                .containsExactly(
                        new Finding(
                                Verdict.GOOD,
                                "main: localhost:%d answers, secured by STARTTLS, takes the login of briefwire; offers PIPELINING, SIZE"
                                        .formatted(stub.port())));
        assertThat(stub.mails()).isEmpty();
    }

    @Test
    void aWrongPasswordIsAnErrorInTheServersWords() {
        stub.withUser("briefwire", "right");

        var findings = probe.look(withLogin(server(stub), "briefwire", "wrong"));

        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().verdict()).isEqualTo(Verdict.ERROR);
        assertThat(findings.getFirst().text()).contains("535 5.7.8 wrong name or password");
    }
}
