package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.briefwire.compose.Octets;
import org.briefwire.testing.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotsTest {
    private static String stuffed(String message) {
        var octets = Octets.copyOf(message.getBytes(StandardCharsets.ISO_8859_1), 0);
        Dots.stuff(octets);
        return new String(octets.toByteArray(), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '.|'",
        "'a|', 'a|.|'",
        "'a', 'a|.|'",
        "'.', '..|.|'",
        "'.|', '..|.|'",
        "'..|.|..|', '...|..|...|.|'",
        "'a.b|.c|d.|', 'a.b|..c|d.|.|'",
    })
    void aDotThatBeginsALineIsDoubledAndOneEndsTheMessage(String message, String expected) {
        assertThat(stuffed(message.replace("|", "\r\n"))).isEqualTo(expected.replace("|", "\r\n"));
    }

    @Test
    void whereverTheDotsAre() {
        var pieces = List.of(".", "\r\n", "\r\n.", "a", "/", "\u000B", "é", "abcdefg", "\r\n..");
        Seeded.check(
                3000,
                (random, seed) -> {
                    var message =
                            IntStream.range(0, random.nextInt(40))
                                            .mapToObj(i -> Seeded.oneOf(random, pieces))
                                            .collect(Collectors.joining())
                                    + "\r\n";
                    assertThat(stuffed(message))
                            .isEqualTo(message.replaceAll("(\\A|\n)\\.", "$1..") + ".\r\n");
                });
    }
}
