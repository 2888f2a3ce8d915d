package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.briefwire.compose.Octets;
import org.briefwire.config.SmtpServer;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Secret;
import org.junit.jupiter.api.Test;

class GreenMailTest {
    @Test
    void aServerThatIsNotOursTakesTheMailAndJakartaMailReadsIt() throws Exception {
        var greenMail = new GreenMail(ServerSetup.SMTP.dynamicPort());
        greenMail.start();
        try {
            var server =
                    new SmtpServer(
                            "main",
                            "127.0.0.1",
                            greenMail.getSmtp().getPort(),
                            SmtpServer.Tls.NONE,
                            "",
                            new Secret(""),
                            2,
                            SmtpServer.Terms.NONE,
                            EmailAddress.parse("bounces@news.example.org"),
                            List.of());
            var letter =
                    new Envelope(
                            new Parcel.Trial(Instant.EPOCH),
                            EmailAddress.parse("ada@example.org"),
                            () -> Octets.copyOf(CourierKit.message("ada@example.org"), 0));

            var heard = CourierKit.handOver(CourierKit.courier(server), List.of(letter));

            assertThat(heard.outcomes()).hasSize(1);
            assertThat(heard.outcomes().get("ada@example.org")).startsWith("sent: 250");
            var mail = greenMail.getReceivedMessages()[0];
            assertThat(
                            Map.of(
                                    "subject", mail.getSubject(),
                                    "id", mail.getMessageID(),
                                    "text", String.valueOf(mail.getContent()).strip()))
                    .isEqualTo(
                            Map.of(
                                    "subject", "news",
                                    "id", "<ada@example.org>",
                                    "text", ".A dot\r\nand an end."));
        } finally {
            greenMail.stop();
        }
    }
}
