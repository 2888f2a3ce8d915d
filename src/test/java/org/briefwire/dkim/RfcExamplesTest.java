package org.briefwire.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of RFC 6376 section 3.4 and RFC 8463 appendix A, octet by octet. */
class RfcExamplesTest {
    private static final String BODY_HASH = "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=";
    private static final Message DINNER =
            message(
                    """
                    From: Joe SixPack <joe@football.example.com>
                    To: Suzie Q <suzie@shopping.example.net>
                    Subject: Is dinner ready?
                    Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
                    Message-ID: <20030712040037.46341.5F8J@football.example.com>

                    Hi.

                    We lost the game.  Are you hungry yet?

                    Joe.
                    """);
    private static final List<String> NAMES =
            List.of("from", "to", "subject", "date", "message-id", "from", "subject", "date");

    @Test
    void anEd25519SignatureIsThatOfRfc8463() {
        var key = new SigningKey.Edwards(octets("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A="));
        var field =
                """
                DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
                 d=football.example.com; i=@football.example.com;
                 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
                 subject : date : message-id : from : subject : date;
                 bh=%s;
                 b=\
                """
                        .formatted(BODY_HASH);

        assertThat(text(key.sign(DkimSigner.toBeSigned(fields(), crlf(field)))))
                .isEqualTo(
                        "/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus"
                                + "Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==");
        assertThat(key.publicKey()).isEqualTo("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
    }

    @Test
    void anRsaSignatureIsThatOfRfc8463() throws IOException {
        var key = PemKey.read(Files.readString(Path.of("src/test/resources/dkim/rfc8463-rsa.pem")));
        var field =
                """
                DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
                 d=football.example.com; i=@football.example.com;
                 q=dns/txt; s=test; t=1528637909; h=from : to : subject :
                 date : message-id : from : subject : date;
                 bh=%s;
                 b=\
                """
                        .formatted(BODY_HASH);

        assertThat(text(key.sign(DkimSigner.toBeSigned(fields(), crlf(field)))))
                .isEqualTo(
                        "F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3"
                                + "DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz"
                                + "dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=");
        assertThat(key.publicKey())
                .isEqualTo(
                        "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWR"
                                + "iGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutAC"
                                + "DfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3"
                                + "Ip3G+2kryOTIKT+l/K4w3QIDAQAB");
    }

    @Test
    void aBodyIsHashedAsInRfc8463() {
        assertThat(text(DINNER.bodyHash())).isEqualTo(BODY_HASH);
    }

    @Test
    void headersAndBodyAreRelaxedAsInRfc6376() {
        var message = message("A: X\nB : Y\t\n\tZ  \n\n C \nD \t E\n\n\n");
        var fields = new ByteArrayOutputStream();
        message.writeFields(List.of("a", "b"), fields);

        assertThat(fields.toString(StandardCharsets.US_ASCII)).isEqualTo("a:X\r\nb:Y Z\r\n");
        assertThat(text(message.bodyHash())).isEqualTo(hash(" C\r\nD E\r\n"));
    }

    @Test
    void anEmptyBodyHasTheHashOfNothing() {
        var nothing = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        for (var body : List.of("", "\n", "\n\n", " \n\t\n", " ")) {
            assertThat(text(message("A: X\n\n" + body).bodyHash())).isEqualTo(nothing);
        }
    }

    @Test
    void aBodyWithoutALineEndIsHashedWithOne() {
        assertThat(text(message("A: X\n\nend").bodyHash())).isEqualTo(hash("end\r\n"));
    }

    @Test
    void fieldsOfOneNameAreTakenFromTheBottom() {
        var message = message("A: 1\nB: 2\nA: 3\n\n");
        var fields = new ByteArrayOutputStream();
        message.writeFields(List.of("a", "c", "a", "a", "b"), fields);

        assertThat(fields.toString(StandardCharsets.US_ASCII)).isEqualTo("a:3\r\na:1\r\nb:2\r\n");
    }

    private static byte[] fields() {
        var out = new ByteArrayOutputStream();
        DINNER.writeFields(NAMES, out);
        return out.toByteArray();
    }

    private static Message message(String text) {
        var bytes = crlf(text).getBytes(StandardCharsets.UTF_8);
        return new Message(bytes, bytes.length);
    }

    private static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }

    private static String hash(String text) {
        return text(SigningKey.sha256().digest(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] octets(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static String text(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
