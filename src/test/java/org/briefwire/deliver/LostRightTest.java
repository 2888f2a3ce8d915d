package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.briefwire.deliver.CourierKit.courier;
import static org.briefwire.deliver.CourierKit.many;
import static org.briefwire.deliver.CourierKit.server;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The right to send is lost while the next message's envelope stands behind a dot. */
class LostRightTest {
    private final SmtpServerStub stub = SmtpServerStub.start().offering("PIPELINING");

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void theMessageUnderWayHasItsOutcomeAndTheEnvelopeBehindItIsDropped() {
        var held = new AtomicBoolean(true);
        var behind = new AtomicBoolean();
        stub.on(SmtpMoment.CROWDED_DOT, _ -> !behind.compareAndSet(false, true)).hangsUp();
        stub.on(
                        SmtpMoment.RCPT,
                        to -> {
                            held.compareAndSet(true, !to.equals("reader1@example.org"));
                            return false;
                        })
                .hangsUp();
        var heard = new CourierKit.Heard(held::get);

        try (var courier = courier(server(stub))) {
            courier.handOver(Envelopes.of(many(5).iterator()), heard);
        }

        assertThat(behind).isTrue();
        assertThat(heard.outcomes())
                .isEqualTo(Map.of("reader0@example.org", "sent: 250 2.0.0 taken"));
        assertThat(stub.messageIds()).isEqualTo(Map.of("<reader0@example.org>", 1));
        assertThat(heard.notTaken()).contains("reader1@example.org").doesNotHaveDuplicates();
        assertThat(stub.connections()).isEqualTo(1);
    }
}
