package org.briefwire.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.briefwire.testing.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "US Reportedly Pushes Ukraine | us-reportedly-pushes-ukraine",
                "  — “Quoted”, isn’t it? — | quoted-isnt-it",
                "TITLE IN IZMIR | title-in-izmir",
                "Cafe\u0301 Ångström | café-ångström",
                "Москва: мир? | москва-мир",
                "हिन्दी समाचार | हिन्दी-समाचार",
                "ニュース速報 | ニュース速報",
                "!!! 🙂 | ''",
            })
    void keepsTheLettersAndDigitsOfAnyScript(String text, String slug) {
        assertThat(Slug.of(text)).isEqualTo(slug);
    }

    @Test
    void isCutAtEightyCharacters() {
        assertThat(Slug.of("ab ".repeat(40))).hasSize(80).endsWith("-ab");
        assertThat(Slug.of("a".repeat(79) + " bc")).isEqualTo("a".repeat(79));
    }

    @Test
    void isItsOwnSlug() {
        Seeded.check(
                2000,
                (random, seed) -> {
                    var text =
                            random.ints(random.nextInt(60), 0, 0x11000)
                                    .mapToObj(Character::toString)
                                    .reduce("", String::concat);
                    var slug = Slug.of(text);
                    assertThat(Slug.of(slug)).isEqualTo(slug);
                    assertThat(slug).doesNotStartWith("-").doesNotEndWith("-").doesNotContain("--");
                });
    }
}
