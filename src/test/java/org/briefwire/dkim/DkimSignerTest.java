package org.briefwire.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.exceptions.FailException;
import org.briefwire.testing.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed messages, tampered with and not, before Apache's verifier. */
class DkimSignerTest {
    private static final SigningKey RSA = rsa();
    private static final SigningKey EDWARDS =
            new SigningKey.Edwards(
                    Base64.getDecoder().decode("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A="));
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-24T07:00:00Z"));
    private static final String MAIL =
            crlf(
                    """
                    From: The Daily Brief <briefings@example.org>
                    To: Ada <ada@example.com>
                    Subject: Two shops open, one
                     closes
                    Date: Tue, 24 Nov 2026 07:00:00 +0000
                    Message-ID: <1.2@example.org>
                    List-Unsubscribe: <https://news.example.org/unsubscribe/abc>
                    List-Unsubscribe-Post: List-Unsubscribe=One-Click
                    MIME-Version: 1.0
                    Content-Type: text/plain; charset=UTF-8

                    Good morning, Ada.

                    .  It   rains.
                    """);

    @Test
    void aSignedMailVerifies() {
        assertThat(isGenuine(signed(MAIL))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: Mallory <mallory@example.org>",
                "Subject: Send money",
                "List-Unsubscribe: <https://mallory.example/>",
                "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
                "To: everybody@example.com",
                "Cc: everybody@example.com",
                "Date: Wed, 25 Nov 2026 07:00:00 +0000",
                "Reply-To: mallory@example.net",
                "Content-Type: text/html",
                "Content-Transfer-Encoding: base64",
                "Message-ID: <another@example.org>",
                "List-Id: <mallory.example>"
            })
    void aHeaderPutInFrontBreaksTheSignature(String added) {
        assertThat(isGenuine(added + "\r\n" + signed(MAIL))).isFalse();
        assertThat(isGenuine(signed(MAIL).replace("\r\n\r\n", "\r\n" + added + "\r\n\r\n")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Two shops, Ten shops",
        "briefings@example.org, mallory@example.org",
        "unsubscribe/abc, unsubscribe/abd",
        "One-Click, No-Click",
        "text/plain, text/html",
        "ada@example.com, bob@example.com",
        "'07:00:00 +0000\r\nM', '07:00:01 +0000\r\nM'",
        "'Good morning', 'Good evening'",
        "'It   rains.', 'It rains. Or not.'",
        "'Message-ID: <1.2@example.org>\r\n', ''"
    })
    void aChangeBreaksTheSignature(String from, String to) {
        var signed = signed(MAIL);
        assertThat(signed).contains(from);

        assertThat(isGenuine(signed.replace(from, to))).isFalse();
    }

    @Test
    void textAddedAtTheEndBreaksTheSignature() {
        assertThat(isGenuine(signed(MAIL) + "PS: send money.\r\n")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'open, one\r\n closes', 'open,\r\n\tone closes'",
        "'To: Ada', 'TO:   Ada'",
        "'charset=UTF-8\r\n', 'charset=UTF-8  \t\r\n'",
        "'morning, Ada.\r\n', 'morning, Ada. \t \r\n'",
        "'.  It   rains.', '.\tIt rains.'",
        "'rains.\r\n', 'rains.\r\n\r\n\r\n'"
    })
    void whatRelaysMayDoIsForgiven(String from, String to) {
        var signed = signed(MAIL);
        assertThat(signed).contains(from);

        assertThat(isGenuine(signed.replace(from, to))).isTrue();
    }

    @Test
    void theHeaderSaysWhatIsSignedAndHow() {
        var header = header(MAIL, new DkimKey("example.org", "s1", EDWARDS));

        assertThat(header.replaceAll("b=[^;]*\r\n$", "b=…\r\n"))
                .isEqualTo(
                        crlf(
                                """
                                DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
                                 d=example.org;
                                 s=s1; t=1795503600;
                                 h=from:from:to:to:cc:subject:subject:date:date:message-id:message-id:
                                  reply-to:mime-version:mime-version:content-type:content-type:
                                  content-transfer-encoding:list-id:list-unsubscribe:list-unsubscribe:
                                  list-unsubscribe-post:list-unsubscribe-post;
                                 bh=9Cix1MBba3DcLs9CzV+kD3XX3CofhkX9AxN/DLrs7lo=;
                                 b=…
                                """));
    }

    @Test
    void everyKeyThatAlignsSignsAndNoOther() {
        var header =
                header(
                        MAIL,
                        new DkimKey("example.org", "a", RSA),
                        new DkimKey("mail.example.org", "b", EDWARDS),
                        new DkimKey("example.net", "c", RSA),
                        new DkimKey("badexample.org", "d", RSA));

        assertThat(header.split("DKIM-Signature: ", -1)).hasSize(3);
        assertThat(header).contains(" s=a;", " s=b;");
    }

    @Test
    void whatNoKeyAlignsWithStaysUnsigned() {
        var key = new DkimKey("example.org", "s1", EDWARDS);
        assertThat(header(MAIL.replace("briefings@example.org", "a@example.net"), key)).isEmpty();
        assertThat(header("Subject: nobody\r\n\r\n", key)).isEmpty();
        assertThat(header("From: a@example.org\r\nFrom: b@example.org\r\n\r\n", key)).isEmpty();
        assertThat(header(MAIL)).isEmpty();
    }

    @Test
    void noLineIsLongerThanSeventyEight() {
        assertThat(header(MAIL, new DkimKey("example.org", "s1", RSA)).lines())
                .allMatch(line -> line.length() <= 78);
    }

    @Test
    void anyMessageVerifies() {
        Seeded.check(
                40,
                (random, _) -> {
                    var mail =
                            "From: a@example.org\r\nSubject: %s\r\n\r\n%s\r\n"
                                    .formatted(
                                            noise(random, 30, List.of("x")).strip(),
                                            noise(random, 400, List.of("é", "\r\n")));
                    assertThat(isGenuine(signed(mail))).as(mail).isTrue();
                });
    }

    private static String noise(Random random, int most, List<String> besides) {
        var pieces = new ArrayList<>(List.of("a", "B", " ", "\t", ".", "\r\n x"));
        pieces.addAll(besides);
        var text = new StringBuilder();
        for (var i = random.nextInt(most); i > 0; i--) {
            text.append(Seeded.oneOf(random, pieces));
        }
        return text.toString();
    }

    private static String signed(String mail) {
        return header(mail, new DkimKey("example.org", "s1", RSA)) + mail;
    }

    private static String header(String mail, DkimKey... keys) {
        var bytes = mail.getBytes(StandardCharsets.UTF_8);
        return new String(
                new DkimSigner(List.of(keys), CLOCK).header(bytes, bytes.length),
                StandardCharsets.US_ASCII);
    }

    private static boolean isGenuine(String mail) {
        var record = "v=DKIM1; k=rsa; p=" + RSA.publicKey();
        var verifier = new DKIMVerifier((methods, selector, token) -> List.of(record));
        var out = new ByteArrayOutputStream();
        out.writeBytes(mail.getBytes(StandardCharsets.UTF_8));
        try {
            var passed = verifier.verify(new ByteArrayInputStream(out.toByteArray()));
            return passed != null && passed.size() == 1;
        } catch (FailException forged) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory", e);
        }
    }

    private static SigningKey rsa() {
        try {
            return PemKey.read(
                    Files.readString(Path.of("src/test/resources/dkim/rfc8463-rsa.pem")));
        } catch (IOException e) {
            throw new IllegalStateException("the RFC's key is among the resources", e);
        }
    }

    private static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }
}
