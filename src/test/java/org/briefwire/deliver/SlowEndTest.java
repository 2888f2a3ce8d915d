package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.briefwire.deliver.CourierKit.courier;
import static org.briefwire.deliver.CourierKit.handOver;
import static org.briefwire.deliver.CourierKit.server;
import static org.briefwire.deliver.CourierKit.to;

import java.time.Duration;
import java.util.Map;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that look long into a message before they answer (RFC 5321 section 4.5.3.2.6). */
@Order(1)
class SlowEndTest {
    private static final Patience SCALED =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(4), Duration.ofSeconds(9));

    private final SmtpServerStub stub = SmtpServerStub.start();

    @AfterEach
    void stop() {
        stub.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIPELINING", "8BITMIME"})
    void theAnswerToAMessagesEndMayTakeLongerThanAnyOtherAndHasItsOwnTime(String offered) {
        stub.offering(offered);
        stub.on(SmtpMoment.RCPT).waits(Duration.ofSeconds(3));
        stub.on(SmtpMoment.DATA).waits(Duration.ofSeconds(3));
        stub.on(SmtpMoment.END).waits(Duration.ofSeconds(6));

        var heard = handOver(courier(server(stub), SCALED), to("ada@example.org"));

        assertThat(heard.outcomes()).isEqualTo(Map.of("ada@example.org", "sent: 250 2.0.0 taken"));
    }

    @Test
    void afterItAnAnswerHasNoMoreTimeThanBefore() {
        stub.on(SmtpMoment.MAIL).afterTimes(1).waits(Duration.ofSeconds(6));

        var heard =
                handOver(courier(server(stub), SCALED), to("ada@example.org", "bob@example.org"));

        assertThat(heard.outcomes().get("ada@example.org")).startsWith("sent:");
        assertThat(heard.outcomes())
                .doesNotContainEntry("bob@example.org", "sent: 250 2.0.0 taken");
    }

    @Test
    void outThereItIsTenMinutesAndTheWholeMessageHasMore() {
        assertThat(Patience.STANDARD.end()).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
        assertThat(Patience.STANDARD.message()).isGreaterThan(Patience.STANDARD.end());
    }
}
