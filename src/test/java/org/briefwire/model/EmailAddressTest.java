package org.briefwire.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.briefwire.testing.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    private static final Pattern ATOMS =
            Pattern.compile(
                    "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern LABELS =
            Pattern.compile(
                    "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    @ParameterizedTest
    @CsvSource({
        "ada@example.org, ada@example.org",
        "Ada.Lovelace+news@Example.ORG, Ada.Lovelace+news@example.org",
        "o'brien@a-b.example, o'brien@a-b.example",
        "用户@例え.jp, 用户@xn--r8jz45g.jp",
        "ada@bücher.example, ada@xn--bcher-kva.example",
        "ada@xn--bcher-kva.example, ada@xn--bcher-kva.example",
        "ada@localhost, ada@localhost",
    })
    void anAddressGoesOverTheWireWithItsDomainInALabels(String typed, String wire) {
        var address = EmailAddress.parse(typed);
        assertThat(address.wire()).isEqualTo(wire);
        assertThat(address).hasToString(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@example.org",
                "ada@",
                "ada",
                ".ada@example.org",
                "ada.@example.org",
                "a..b@example.org",
                "a b@example.org",
                "ada@-example.org",
                "ada@example-.org",
                "ada@example..org",
                "ada@.org",
                "ada@example.org.",
                "ada@exa mple.org",
                "ada@[127.0.0.1]",
                "\"ada\"@example.org",
                "ada@exam_ple.org"
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(EmailAddress.tryParse(text)).isEmpty();
    }

    @Test
    void lengthsAreThoseOfTheRfc() {
        var local = "a".repeat(64);
        assertThat(EmailAddress.tryParse(local + "@example.org")).isPresent();
        assertThat(EmailAddress.tryParse(local + "a@example.org")).isEmpty();
        assertThat(EmailAddress.tryParse("é".repeat(32) + "@example.org")).isPresent();
        assertThat(EmailAddress.tryParse("é".repeat(33) + "@example.org")).isEmpty();
        assertThat(EmailAddress.tryParse("a@" + "b".repeat(63) + ".org")).isPresent();
        assertThat(EmailAddress.tryParse("a@" + "b".repeat(64) + ".org")).isEmpty();
        var whole = local + "@" + ("b".repeat(63) + ".").repeat(2) + "c".repeat(57) + ".org";
        assertThat(whole).hasSize(254);
        assertThat(EmailAddress.tryParse(whole)).isPresent();
        assertThat(EmailAddress.tryParse(whole.replace(".org", "c.org"))).isEmpty();
    }

    @Test
    void whatIsFastSaysWhatThePatternsSay() {
        Seeded.check(
                20_000,
                (random, seed) -> {
                    var local = text(random, "aZ09.-_+é'");
                    var domain = text(random, "azZ09.-ü_");
                    assertThat(EmailAddress.tryParse(local + "@" + domain).map(EmailAddress::wire))
                            .as(local + "@" + domain)
                            .isEqualTo(expected(local, domain));
                });
    }

    private static Optional<String> expected(String local, String domain) {
        if (!ATOMS.matcher(local).matches() || local.getBytes(StandardCharsets.UTF_8).length > 64) {
            return Optional.empty();
        }
        try {
            var ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return LABELS.matcher(ascii).matches()
                    ? Optional.of(local + "@" + ascii)
                    : Optional.empty();
        } catch (IllegalArgumentException noDomain) {
            return Optional.empty();
        }
    }

    private static String text(Random random, String alphabet) {
        var letters = alphabet.codePoints().mapToObj(Character::toString).toList();
        var length = random.nextInt(8) == 0 ? 60 + random.nextInt(8) : 1 + random.nextInt(8);
        return IntStream.range(0, length)
                .mapToObj(i -> random.nextInt(3) == 0 ? Seeded.oneOf(random, letters) : "a")
                .collect(Collectors.joining());
    }
}
