package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.briefwire.deliver.CourierKit.courier;
import static org.briefwire.deliver.CourierKit.handOver;
import static org.briefwire.deliver.CourierKit.secured;
import static org.briefwire.deliver.CourierKit.server;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.briefwire.compose.Octets;
import org.briefwire.config.SmtpServer.Tls;
import org.briefwire.model.EmailAddress;
import org.briefwire.testing.ReceivedMail;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Messages of more than goes in one piece with its end arrive octet for octet, with the next
 * envelope behind them or not.
 */
@ParameterizedClass
@CsvSource({
    "NONE, PIPELINING",
    "STARTTLS, PIPELINING",
    "IMPLICIT, PIPELINING",
    "NONE, 8BITMIME",
    "STARTTLS, 8BITMIME"
})
class LargeMessagesTest {
    private static final int KB = 1024;

    /** On the wire, around the piece that goes with the end, wherever in a line its edge comes. */
    private static final List<Integer> LENGTHS =
            IntStream.of(31, 32, 33, 64, 100, 1000)
                    .flatMap(size -> IntStream.range(-2, 3).map(more -> size * KB + more))
                    .boxed()
                    .toList();

    private final Tls tls;
    private final SmtpServerStub stub = SmtpServerStub.start();

    LargeMessagesTest(Tls tls, String offered) {
        this.tls = tls;
        stub.offering(offered);
        switch (tls) {
            case NONE -> {}
            case STARTTLS -> stub.withStartTls(TestKeys.localhost().context());
            case IMPLICIT -> stub.withImplicitTls(TestKeys.localhost().context());
        }
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void oneBehindTheOther() {
        var messages = LENGTHS.stream().map(LargeMessagesTest::message).toList();

        carry(messages, messages.stream().map(text -> envelope("ada@example.org", text)));

        assertThat(stub.connections()).isOne();
    }

    @Test
    void eachAlone() {
        for (var length : List.of(31 * KB, 32 * KB, 32 * KB + 1, 33 * KB, 100 * KB)) {
            carry(List.of(message(length)), Stream.of(envelope("a@b.org", message(length))));
        }
    }

    /** A message that has come to the end of its array, and a long envelope behind it. */
    @Test
    void withoutRoomForTheNextEnvelope() {
        stub.offering("DSN");
        var messages = LENGTHS.stream().filter(n -> n < 101 * KB).map(LargeMessagesTest::message);
        var texts = messages.toList();
        var to = "%1$s@%1$s.%1$s.%1$s.example".formatted("a".repeat(56));
        var envelopes = texts.stream().map(text -> envelope(to, text)).toList();
        var filled = Filled.of(envelopes.getFirst(), server(stub).returnPath());
        var next = new Introduction(filled, true).octets();
        assertThat(filled.follow(next)).isFalse();

        carry(texts, envelopes.stream());

        assertThat(stub.connections()).isOne();
    }

    private void carry(List<String> messages, Stream<Envelope> envelopes) {
        var before = stub.mails().size();

        handOver(courier(secured(server(stub), tls)), envelopes.toList());

        var came = stub.mails().stream().skip(before).map(ReceivedMail::text).toList();
        assertThat(came).hasSameSizeAs(messages);
        for (var i = 0; i < came.size(); i++) {
            // compared this way, a fault is not told in megabytes
            assertThat(came.get(i).equals(messages.get(i))).as("message %d", i).isTrue();
        }
    }

    /** Has so many octets on the wire; in its last 33 KB every line begins with a dot. */
    private static String message(int length) {
        var message = new StringBuilder("Message-ID: <%d@example.org>\r\n\r\n".formatted(length));
        var wire = message.length() + ".\r\n".length();
        while (length - wire > 34 * KB) {
            message.append("a line of this one is no shorter than ").append(wire).append("\r\n");
            wire = message.length() + ".\r\n".length();
        }
        while (length - wire > 12) {
            message.append('.').append((char) ('a' + wire % 26)).append("\r\n");
            wire += "..a\r\n".length();
        }
        message.append('.').append("z".repeat(length - wire - "..\r\n".length())).append("\r\n");
        assertThat(message.length() + dots(message.toString()) + ".\r\n".length())
                .isEqualTo(length);
        return message.toString();
    }

    private static Envelope envelope(String to, String message) {
        var octets = message.getBytes(StandardCharsets.US_ASCII);
        return new Envelope(
                new Parcel.Trial(Instant.EPOCH),
                EmailAddress.parse(to),
                () -> Octets.copyOf(octets, dots(message) + ".\r\n".length() + 512));
    }

    private static int dots(String message) {
        return message.split("\r\n\\.", -1).length - 1;
    }
}
