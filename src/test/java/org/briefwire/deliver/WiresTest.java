package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.briefwire.testing.TestKeys;
import org.junit.jupiter.api.Test;

class WiresTest {
    /** Else the last segment of each message waits for a delayed ACK, about 45 ms. */
    @Test
    void aSocketSendsWhatItIsGivenAtOnce() throws IOException {
        var wires = new Wires(TestKeys.localhost().context().getSocketFactory());

        try (var socket = wires.plainSockets().createSocket()) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }
}
