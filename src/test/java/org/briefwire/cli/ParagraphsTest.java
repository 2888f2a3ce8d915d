package org.briefwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ParagraphsTest {
    private static String printed(String margin, String text) {
        var out = new ByteArrayOutputStream();
        new Paragraphs(new PrintStream(out, true, StandardCharsets.UTF_8)).print(margin, text);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatFitsIsOneLine() {
        assertThat(printed("  a  ", "b c\u00A0d")).isEqualTo("  a  b c d\n");
        assertThat(printed("", "")).isEqualTo("\n");
    }

    @Test
    void aLineIsNeverWiderThanATerminalInAnyScript() {
        for (var text :
                new String[] {
                    "A headline of many words that goes on and on ".repeat(9),
                    "這是一個很長的標題沒有空格".repeat(20),
                    "Neu: 這是一個很長的標題 and more words ".repeat(9)
                }) {
            assertThat(printed("12 Nov  ", text).lines())
                    .hasSizeGreaterThan(3)
                    .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThan(80))
                    .allSatisfy(line -> assertThat(line).isEqualTo(line.stripTrailing()));
        }
    }

    @Test
    void aLongWordStandsAloneAndNothingBreaksOut() {
        var word = "x".repeat(100);
        assertThat(printed("  ", "see " + word + " \u001b[31m\nnow"))
                .isEqualTo("  see\n  " + word + "\n  [31m now\n");
    }
}
