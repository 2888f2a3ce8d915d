package org.briefwire.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fuzzer starts from and what it found; and what much of anything takes. */
class FuzzInputsTest {
    private static final HouseStyle STYLE =
            new HouseStyle(ZoneOffset.UTC, List.of("Latest Articles"));
    private static final Path INPUTS =
            Path.of("src/test/resources/org/briefwire/briefing/NewsBriefFuzzTestInputs");

    static Stream<Path> inputs() throws IOException {
        try (var files = Files.walk(INPUTS)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void whatWasFoundOnceStaysMended(Path input) throws IOException {
        check(Files.readAllBytes(input));
    }

    /** Whatever the bytes, an answer; what is read can be written and is read as the same again. */
    static void check(byte[] bytes) {
        switch (NewsBrief.read(bytes, STYLE)) {
            case Reading.Rejected rejected -> assertThat(rejected.reason()).isNotBlank();
            case Reading.Parsed parsed -> {
                var text = NewsBrief.format(parsed.briefing(), parsed.matter(), STYLE);
                switch (NewsBrief.parse(text, STYLE)) {
                    case Reading.Rejected rejected ->
                            throw new AssertionError(rejected + " of\n" + text);
                    case Reading.Parsed again -> {
                        assertThat(again.briefing()).isEqualTo(parsed.briefing());
                        assertThat(again.matter()).isEqualTo(parsed.matter());
                    }
                }
            }
        }
    }

    static Stream<String> pieces() {
        return Stream.of(
                "a",
                "A\n",
                "A\n\n",
                "a\n\n",
                "• a\n",
                "# \n",
                "> ",
                "\\\n",
                "1. ",
                ". ",
                "With information from \n",
                ", and ",
                "标\n",
                "标\n\n",
                "'\"",
                "\u00A0");
    }

    /** Memory is counted, not time: what a text of twice the length takes is at most that much. */
    @ParameterizedTest
    @MethodSource("pieces")
    void twiceTheTextTakesTwiceTheMemory(String piece) {
        allocated(piece, 1 << 12);
        var once = allocated(piece, 1 << 15);
        var twice = allocated(piece, 1 << 16);

        assertThat((double) twice / once).isLessThan(2.6);
    }

    private static long allocated(String piece, int length) {
        var text = "H\n\nL.\n\n" + piece.repeat(length / piece.length());
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        assertThat(NewsBrief.parse(text, STYLE)).isNotNull();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
