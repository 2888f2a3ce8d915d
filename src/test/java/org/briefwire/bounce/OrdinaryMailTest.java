package org.briefwire.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mails of people and of machines that are no bounces, in many languages. */
class OrdinaryMailTest {
    private static final int FIRST_LINE = "kind: ".length();

    record Ordinary(String kind, String mail) {
        @Override
        public String toString() {
            return kind + ", " + mail.lines().skip(2).findFirst().orElse("");
        }
    }

    static Stream<Ordinary> mails() throws IOException {
        var text = Files.readString(Path.of("src/test/resources/bounces/ordinary.txt"));
        return Stream.of(text.split("=====\n", -1))
                .map(one -> {
                    var end = one.indexOf('\n');
                    return new Ordinary(one.substring(FIRST_LINE, end), one.substring(end + 1));
                });
    }

    @Test
    void thereAreEnoughOfThem() throws IOException {
        assertThat(mails()).hasSizeGreaterThanOrEqualTo(100);
    }

    @ParameterizedTest
    @MethodSource("mails")
    void noneIsTakenForABounce(Ordinary ordinary) {
        var reading = BounceReader.read(ordinary.mail().getBytes(StandardCharsets.UTF_8));

        assertThat(reading.kind().word()).isEqualTo(ordinary.kind());
        if (reading.kind() == Kind.NONE) {
            assertThat(reading.recipients()).isEqualTo(List.of());
        }
    }
}
