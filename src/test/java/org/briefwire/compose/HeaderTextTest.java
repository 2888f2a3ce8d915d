package org.briefwire.compose;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Mailbox;
import org.briefwire.testing.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {
    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?UTF-8\\?B\\?([^?]*)\\?=");
    private static final EmailAddress ADDRESS = EmailAddress.parse("ada@bücher.example");

    private static String decode(String value) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(value));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertKeepsTheRules(String value, int column, long seed) {
        var lines = ("x".repeat(column) + value).split("\r\n ", -1);
        for (var line : lines) {
            assertThat(line)
                    .as("seed %d", seed)
                    .hasSizeLessThanOrEqualTo(998)
                    .matches("[\\x20-\\x7E]*")
                    .isNotBlank();
        }
        ENCODED_WORD
                .matcher(value)
                .results()
                .forEach(word -> {
                    assertThat(word.group()).hasSizeLessThanOrEqualTo(75);
                    var octets = Base64.getDecoder().decode(word.group(1));
                    assertThat(new String(octets, StandardCharsets.UTF_8))
                            .as("whole code points, seed %d", seed)
                            .doesNotContain("\uFFFD");
                });
    }

    @Test
    void aSubjectIsReadBackByJakartaMail() {
        Seeded.check(
                300,
                (random, seed) -> {
                    var text = Texts.any(random);
                    var value = HeaderText.unstructured(text, "Subject: ".length());

                    assertThat(decode(value)).as("seed %d", seed).isEqualTo(HeaderText.clean(text));
                    if (!value.isEmpty()) {
                        assertKeepsTheRules(value, "Subject: ".length(), seed);
                    }
                });
    }

    @Test
    void aMailboxIsReadBackByJakartaMail() {
        Seeded.check(
                300,
                (random, seed) -> {
                    var name = Texts.any(random);
                    var value = HeaderText.mailbox(new Mailbox(name, ADDRESS), "From: ".length());

                    assertKeepsTheRules(value, "From: ".length(), seed);
                    try {
                        var read = InternetAddress.parse(MimeUtility.unfold(value), true);
                        assertThat(read).as("seed %d", seed).hasSize(1);
                        assertThat(read[0].getAddress()).isEqualTo("ada@xn--bcher-kva.example");
                        var personal = read[0].getPersonal();
                        assertThat(personal == null ? "" : personal)
                                .as("seed %d", seed)
                                .isEqualTo(HeaderText.clean(name));
                    } catch (AddressException e) {
                        throw new AssertionError("seed %d: %s".formatted(seed, value), e);
                    }
                });
    }

    @Test
    void aUriHasNothingThatEndsIt() {
        Seeded.check(
                500,
                (random, seed) ->
                        assertThat(HeaderText.uri(Texts.any(random)))
                                .as("seed %d", seed)
                                .matches("[\\x21-\\x7E&&[^<>\"]]*"));
    }

    @ParameterizedTest
    @CsvSource({
        "'Ada Lovelace','Ada Lovelace <ada@xn--bcher-kva.example>'",
        "'Lovelace, Ada','\"Lovelace, Ada\" <ada@xn--bcher-kva.example>'",
        "'','ada@xn--bcher-kva.example'",
        "'Zoë','=?UTF-8?B?Wm/Dqw==?= <ada@xn--bcher-kva.example>'"
    })
    void aMailboxIsWrittenAsSimplyAsItCanBe(String name, String value) {
        assertThat(HeaderText.mailbox(new Mailbox(name, ADDRESS), 4)).isEqualTo(value);
    }
}
