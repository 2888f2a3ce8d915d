package org.briefwire.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Real mails of some eighty mail systems: see the README beside them. */
class BounceCorpusTest {
    private static final Path FOLDER = Path.of("src/test/resources/bounces");

    /** Right and wrong answers to one question. */
    private static final class Score {
        private int right;
        private int missed;
        private int wrong;

        double found() {
            return (double) right / (right + missed);
        }

        double precision() {
            return (double) right / (right + wrong);
        }

        void print(String what) {
            System.out.printf(
                    Locale.ROOT,
                    "%-12s found %.1f %%, precision %.1f %% (%d right, %d missed, %d wrong)%n",
                    what,
                    found() * 100,
                    precision() * 100,
                    right,
                    missed,
                    wrong);
        }
    }

    @Test
    void realBouncesAreUnderstood() throws IOException {
        var recipients = new Score();
        var hard = new Score();
        var otherKinds = new ArrayList<String>();
        for (var line : Files.readAllLines(FOLDER.resolve("expected.jsonl"))) {
            var expected = new JsonMapper().readTree(line);
            var file = expected.get("file").asText();
            var reading = BounceReader.read(Files.readAllBytes(FOLDER.resolve("mails/" + file)));
            if (!reading.kind().word().equals(expected.get("kind").asText())) {
                otherKinds.add(file);
            }
            if (Set.of("bounce", "complaint").contains(expected.get("kind").asText())) {
                compare(expected, reading.recipients(), recipients, hard);
            }
        }
        recipients.print("recipients");
        hard.print("hard");
        assertThat(otherKinds).isEmpty();
        assertThat(recipients.found()).isGreaterThanOrEqualTo(0.99);
        assertThat(recipients.precision()).isGreaterThanOrEqualTo(0.99);
        assertThat(hard.found()).isGreaterThanOrEqualTo(0.95);
        assertThat(hard.precision()).isGreaterThanOrEqualTo(0.95);
    }

    private static void compare(
            JsonNode expected, List<Returned> read, Score recipients, Score hard) {
        var used = new HashSet<Returned>();
        for (var result : expected.get("results")) {
            var names = names(result);
            var isHard = result.get("hard").asBoolean();
            var match =
                    read.stream()
                            .filter(one -> names.contains(one.address().toLowerCase(Locale.ROOT)))
                            .findFirst();
            if (match.isPresent() && !used.add(match.get())) {
                continue;
            }
            count(recipients, match.isPresent(), true);
            count(hard, match.map(Returned::hard).orElse(false), isHard);
        }
        for (var one : read) {
            if (!used.contains(one)) {
                recipients.wrong++;
                hard.wrong += one.hard() ? 1 : 0;
            }
        }
    }

    private static void count(Score score, boolean said, boolean isSo) {
        score.right += said && isSo ? 1 : 0;
        score.missed += !said && isSo ? 1 : 0;
        score.wrong += said && !isSo ? 1 : 0;
    }

    private static Set<String> names(JsonNode result) {
        var names = new HashSet<String>();
        names.add(result.get("recipient").asText().toLowerCase(Locale.ROOT));
        result.get("aliases").forEach(alias -> names.add(alias.asText().toLowerCase(Locale.ROOT)));
        return names;
    }
}
