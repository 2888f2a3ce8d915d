package org.briefwire.compose;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.briefwire.testing.Seeded;
import org.junit.jupiter.api.Test;

class QuotedPrintableTest {
    private static String encode(String text) {
        var out = new Octets(0);
        new QuotedPrintable(out).write(text);
        return new String(out.toByteArray(), StandardCharsets.US_ASCII);
    }

    private static String decode(String encoded) {
        var bytes = new ByteArrayInputStream(encoded.getBytes(StandardCharsets.US_ASCII));
        try (var in = MimeUtility.decode(bytes, "quoted-printable")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whateverIsWrittenIsReadBackByJakartaMail() {
        Seeded.check(
                500,
                (random, seed) -> {
                    var text = Texts.any(random).replace("\r", "");
                    var lone = text.replaceAll("[\\x{D800}-\\x{DFFF}]", "\uFFFD");

                    assertThat(decode(encode(text)).replace("\r\n", "\n"))
                            .as("seed %d", seed)
                            .isEqualTo(lone);
                });
    }

    @Test
    void everyLineKeepsTheRules() {
        Seeded.check(
                500,
                (random, seed) -> {
                    for (var line : encode(Texts.any(random).replace("\r", "")).split("\r\n", -1)) {
                        assertThat(line)
                                .as("seed %d", seed)
                                .hasSizeLessThanOrEqualTo(76)
                                .matches("[\\x20-\\x7E\\t]*")
                                .doesNotMatch("(?s).*[ \\t]$")
                                .doesNotMatch("(?s)(\\.|From ).*");
                    }
                });
    }

    @Test
    void noCodePointIsSplit() {
        assertThat(encode("a".repeat(70) + "€" + "b"))
                .isEqualTo("a".repeat(70) + "=\r\n=E2=82=ACb");
    }
}
