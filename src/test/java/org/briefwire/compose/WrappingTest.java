package org.briefwire.compose;

import static org.assertj.core.api.Assertions.assertThat;

import org.briefwire.testing.Seeded;
import org.junit.jupiter.api.Test;

class WrappingTest {
    @Test
    void aPointContinuesUnderItsText() {
        assertThat(Wrapping.wrap("• " + "word ".repeat(16) + "end"))
                .isEqualTo("• " + "word ".repeat(14) + "word\n  word end");
    }

    @Test
    void anAddressIsNeverBroken() {
        var address = "https://example.org/" + "a-b/".repeat(30) + "?q=1";

        assertThat(Wrapping.wrap("See " + address + " there"))
                .isEqualTo("See\n" + address + "\nthere");
    }

    @Test
    void wideTextIsWrappedWithoutSpaces() {
        assertThat(Wrapping.wrap("日".repeat(40))).isEqualTo("日".repeat(38) + "\n" + "日".repeat(2));
    }

    @Test
    void noLineIsLongerThanItsWordsMakeIt() {
        Seeded.check(
                500,
                (random, seed) -> {
                    var text = Texts.any(random).replaceAll("[^\\x20-\\x7E\\n]|>", "");
                    for (var line : Wrapping.wrap(text).split("\n", -1)) {
                        var fits = Wrapping.columns(line) <= Wrapping.COLUMNS;
                        assertThat(fits || !line.strip().matches(".* [a-z]+ .*"))
                                .as("seed %d: %s", seed, line)
                                .isTrue();
                    }
                    assertThat(Wrapping.wrap(text).replaceAll("\\s+", ""))
                            .as("seed %d", seed)
                            .isEqualTo(text.replaceAll("\\s+", ""));
                });
    }

    @Test
    void theSignaturesMarkKeepsItsSpace() {
        assertThat(Wrapping.wrap("a  \n\n\n\n-- \nb\n")).isEqualTo("a\n\n-- \nb");
    }
}
