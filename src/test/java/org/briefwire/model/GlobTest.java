package org.briefwire.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "*@Example.org, ada@example.ORG, true",
        "*@example.org, ada@exampleXorg, false",
        "*@example.org, ada@example.org.example, false",
        "gmx.*, gmx.net, true",
        "gmx.*, agmx.net, false",
        "gmail.com, gmail.com, true",
        "*, anything, true",
        "a*b*c, a-b-b-c, true",
        "mail.ru, MAIL.RU, true"
    })
    void aStarIsAnyTextAndAllElseIsItself(String glob, String name, boolean fits) {
        assertThat(Glob.of(glob).matches(name)).isEqualTo(fits);
    }
}
