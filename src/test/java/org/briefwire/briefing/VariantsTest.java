package org.briefwire.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.briefwire.json.Json;
import org.briefwire.model.Briefing;
import org.briefwire.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever form a desk gives it, the sample is the same briefing; other forms have goldens. */
class VariantsTest {
    private static final HouseStyle STYLE =
            new HouseStyle(ZoneOffset.UTC, List.of("Latest Articles"));
    private static final Path FOLDER = Path.of("src/test/resources/briefing/variants");
    private static final String GOLDEN = "briefing/us-pushes-ukraine-donetsk.json";
    private static final String SAMPLE =
            read(Path.of("src/main/resources/demo/briefings/us-pushes-ukraine-donetsk.txt"));

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Briefing briefing(byte[] bytes) {
        return switch (NewsBrief.read(bytes, STYLE)) {
            case Reading.Parsed parsed -> parsed.briefing();
            case Reading.Rejected rejected -> throw new AssertionError(rejected.toString());
        };
    }

    private static void assertIsTheSample(String text) {
        assertIsTheSample(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertIsTheSample(byte[] bytes) {
        Golden.assertSame(GOLDEN, Json.writePretty(briefing(bytes)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\r\n", "\u2028", " \t\n", "\u00A0\n"})
    void linesMayEndAnyhow(String end) {
        assertIsTheSample(SAMPLE.replace("\n", end));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16LE,true",
        "UTF-16BE,true",
        "UTF-16LE,false",
        "UTF-16BE,false",
        "UTF-8,true",
        "windows-1252,false"
    })
    void bytesMayBeCodedAnyhow(String charset, boolean hasMark) {
        assertIsTheSample(((hasMark ? "\uFEFF" : "") + SAMPLE).getBytes(Charset.forName(charset)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"•", "-", "–", "*", "◦", "‣", "1.", "  2)", "\u00A0•\u00A0", "\t*"})
    void pointsMayBeginAnyhow(String bullet) {
        assertIsTheSample(SAMPLE.replace("  •", bullet));
    }

    @Test
    void linesMayBeWrappedAt72Columns() {
        var wrapped = SAMPLE.lines().map(VariantsTest::wrapped).collect(Collectors.joining("\n"));

        assertThat(wrapped.lines()).allMatch(line -> line.length() <= 72);
        assertIsTheSample(wrapped);
    }

    private static String wrapped(String line) {
        var lines = new StringBuilder();
        var length = 0;
        for (var word : line.split(" ", -1)) {
            if (length + word.length() + 1 > 72) {
                lines.append('\n').append("    ");
                length = 4;
            } else if (!lines.isEmpty()) {
                lines.append(' ');
                length++;
            }
            lines.append(word);
            length += word.length();
        }
        return lines.toString();
    }

    @Test
    void itMayBeMarkdown() {
        var blocks = new StringBuilder();
        var number = 0;
        for (var block : SAMPLE.split("\n\n", -1)) {
            var isHeading = block.matches("WHAT HAPPENED|WHY IT MATTERS|IMPLICATIONS");
            var sign = number == 0 ? "# " : number == 1 ? "> " : isHeading ? "## " : "";
            blocks.append(sign).append(block.replace("  •", "-")).append("\n\n");
            number++;
        }
        assertIsTheSample(blocks.toString());
    }

    @Test
    void spacesMayNotBreak() {
        var head = SAMPLE.replace("\n\n", "\n\u00A0\n").replace("  • ", "\u00A0\u00A0•\u00A0");
        assertIsTheSample(head);
    }

    static Stream<Path> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    /**
     * Eight scripts and languages, with everything or little; each is also written and read back.
     */
    @ParameterizedTest
    @MethodSource("files")
    void everyDesksFormIsReadWhole(Path file) throws IOException {
        var briefing = briefing(Files.readAllBytes(file));
        var name = file.getFileName().toString().replace(".txt", ".json");

        Golden.assertSame("briefing/variants/" + name, Json.writePretty(briefing));
        var written = NewsBrief.format(briefing, FrontMatter.NONE, STYLE);
        assertThat(briefing(written.getBytes(StandardCharsets.UTF_8))).isEqualTo(briefing);
    }

    @Test
    void attributionsInEveryLanguage() {
        var read = new StringBuilder();
        for (var sentence : read(FOLDER.resolveSibling("attributions.txt")).lines().toList()) {
            var text = "H\n\nL.\n\nA\n\n- P\n\n" + sentence + "\n";
            var attribution = briefing(text.getBytes(StandardCharsets.UTF_8)).attribution();
            read.append(attribution.sentence())
                    .append("\n    ")
                    .append(String.join(" | ", attribution.credits()))
                    .append('\n');
        }
        Golden.assertSame("briefing/attributions.txt", read.toString());
    }
}
