package org.briefwire.briefing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.briefwire.testing.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes, there is an answer, soon. */
class HostileTextTest {
    private static final HouseStyle STYLE =
            new HouseStyle(ZoneOffset.UTC, List.of("Latest Articles"));
    private static final List<String> PIECES =
            List.of(
                    "\n",
                    "\n\n",
                    "\r",
                    " ",
                    "\t",
                    "---\n",
                    "• ",
                    "- ",
                    "1. ",
                    "#",
                    "# ",
                    "> ",
                    "\\",
                    "NEWS BRIEF",
                    "WHAT HAPPENED",
                    "Latest Articles",
                    "With information from ",
                    "Quelle: ",
                    ",",
                    " and ",
                    "Ada Lovelace",
                    "A sentence.",
                    "id: x\n",
                    "date: 2026\n",
                    "[",
                    "{",
                    "*a",
                    "&a ",
                    "\"",
                    "'",
                    ": ",
                    "\u00A0",
                    "\uFEFF",
                    "\u0000",
                    "\u0007",
                    "\uD800",
                    "\uDFFF",
                    "İ",
                    "ß",
                    "ﷺ",
                    "标题",
                    "。",
                    "العنوان",
                    "\u202E",
                    "😀",
                    "\u0301",
                    "\uFFFF");

    @Test
    void anyTextHasAnAnswer() {
        Seeded.check(
                3000,
                (random, seed) -> {
                    var text = text(random);
                    assertThat(NewsBrief.parse(text, STYLE)).isNotNull();
                    assertThat(NewsBrief.read(text.getBytes(UTF_8), STYLE)).isNotNull();
                });
    }

    @Test
    void anyBytesHaveAnAnswer() {
        Seeded.check(
                1000,
                (random, seed) -> {
                    var bytes = new byte[random.nextInt(400)];
                    random.nextBytes(bytes);
                    assertThat(NewsBrief.read(bytes, STYLE)).isNotNull();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                " ",
                "A",
                "#",
                "# ",
                "• ",
                "> ",
                "\\",
                "\n",
                "a\n",
                "A\n",
                "• a\n",
                "A\n\n",
                "a\n\n",
                "# \n",
                "With information from \n",
                ".\n",
                "\"",
                ". ",
                ", and ",
                "标\n",
                "1. "
            })
    void aLotOfAnythingTakesNoTime(String piece) {
        var body = piece.repeat((1 << 18) / piece.getBytes(UTF_8).length - 20);
        var bytes = ("H\n\nL.\n\n" + body).getBytes(UTF_8);
        var begin = System.nanoTime();

        assertThat(NewsBrief.read(bytes, STYLE)).isNotNull();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void aLotOfFrontMatterTakesNoTime() {
        for (var piece :
                List.of("[", "{", "a: \n", "- ", "? ", "'", "&a ", "a", "!", "|\n", "a: [")) {
            var bytes =
                    ("---\n" + piece.repeat((1 << 18) / piece.length() - 20) + "\n---\nH\n\nL.")
                            .getBytes(UTF_8);
            var begin = System.nanoTime();

            assertThat(NewsBrief.read(bytes, STYLE)).isNotNull();

            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as(piece)
                    .isLessThan(Duration.ofSeconds(4));
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder(random.nextInt(4) == 0 ? "---\n" : "");
        for (var i = random.nextInt(40); i > 0; i--) {
            text.append(Seeded.oneOf(random, PIECES));
        }
        return text.toString();
    }
}
