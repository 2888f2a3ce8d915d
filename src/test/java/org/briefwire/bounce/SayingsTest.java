package org.briefwire.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What mail systems and the RFCs are documented to say, beyond what the corpus happens to hold. */
class SayingsTest {
    private static final Path FILE = Path.of("src/test/resources/bounces/sayings.txt");

    @Test
    void eachIsUnderstood() throws IOException {
        try (Stream<String> lines = Files.lines(FILE)) {
            assertThat(lines).hasSizeGreaterThan(780).allSatisfy(SayingsTest::isUnderstood);
        }
    }

    private static void isUnderstood(String line) {
        var bar = line.indexOf(" | ");
        var says = line.substring(bar + 3);

        var returned = BounceReader.refusal("reader@example.net", says);

        assertThat(returned.category()).as(says).isEqualTo(line.substring(0, bar));
    }
}
