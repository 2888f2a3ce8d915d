package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.briefwire.compose.Blank;
import org.briefwire.compose.Octets;
import org.briefwire.compose.Stencil;
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

    /** What a stencil knows of its dots leaves none out, whatever is filled in. */
    @Test
    void aFilledStencilIsStuffedAsTheSameOctetsAre() {
        var pieces =
                List.of(
                        "a",
                        ".",
                        "\r\n",
                        "\r\n.",
                        "b\r\n",
                        "\1NAME TEXT\2",
                        "\1NAME HTML\2",
                        "\1TO MAILBOX_HEADER\2",
                        "\1ADDRESS URI_HEADER\2");
        var values = List.of("", ".", "..", ".\r\n.", "\n.", "x", "a.b", "=.", "é.");
        Seeded.check(
                3000,
                (random, seed) -> {
                    var stencil =
                            IntStream.range(0, random.nextInt(1, 12))
                                    .mapToObj(i -> Seeded.oneOf(random, pieces))
                                    .collect(Collectors.joining());
                    var filled =
                            Stencil.read(stencil.getBytes(StandardCharsets.ISO_8859_1))
                                    .filled(
                                            Map.of(
                                                    Blank.NAME, Seeded.oneOf(random, values),
                                                    Blank.TO, Seeded.oneOf(random, values),
                                                    Blank.ADDRESS, Seeded.oneOf(random, values)));
                    var plain = new String(filled.toByteArray(), StandardCharsets.ISO_8859_1);

                    Dots.stuff(filled);

                    assertThat(new String(filled.toByteArray(), StandardCharsets.ISO_8859_1))
                            .isEqualTo(stuffed(plain));
                });
    }
}
