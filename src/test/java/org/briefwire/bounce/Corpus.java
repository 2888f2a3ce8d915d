package org.briefwire.bounce;

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
import java.util.function.UnaryOperator;

/** Real mails with what each means, and how well they are understood. */
final class Corpus {
    private static final Path FOLDER = Path.of("src/test/resources/bounces");

    /** A mail, and what it means. */
    record Sample(String file, JsonNode expected, byte[] mail) {
        String kind() {
            return expected.get("kind").asText();
        }
    }

    /** Right and wrong answers to one question. */
    static final class Score {
        private int right;
        private int missed;
        private int wrong;

        double found() {
            return (double) right / (right + missed);
        }

        double precision() {
            return (double) right / (right + wrong);
        }

        private void count(boolean said, boolean isSo) {
            right += said && isSo ? 1 : 0;
            missed += !said && isSo ? 1 : 0;
            wrong += said && !isSo ? 1 : 0;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "found %.1f %%, precision %.1f %% (%d right, %d missed, %d wrong)",
                    found() * 100,
                    precision() * 100,
                    right,
                    missed,
                    wrong);
        }
    }

    /** How well the mails were understood. */
    static final class Result {
        final Score recipients = new Score();
        final Score hard = new Score();
        final List<String> otherKinds = new ArrayList<>();
    }

    private Corpus() {}

    static List<Sample> samples() throws IOException {
        var samples = new ArrayList<Sample>();
        for (var line : Files.readAllLines(FOLDER.resolve("expected.jsonl"))) {
            var expected = new JsonMapper().readTree(line);
            var file = expected.get("file").asText();
            samples.add(
                    new Sample(
                            file, expected, Files.readAllBytes(FOLDER.resolve("mails/" + file))));
        }
        return samples;
    }

    /** Reads the samples, each changed first. */
    static Result read(List<Sample> samples, UnaryOperator<byte[]> change) {
        var result = new Result();
        for (var sample : samples) {
            var reading = BounceReader.read(change.apply(sample.mail()));
            if (!reading.kind().word().equals(sample.kind())) {
                result.otherKinds.add(sample.file());
            }
            if (Set.of("bounce", "complaint").contains(sample.kind())) {
                compare(sample.expected(), reading.recipients(), result);
            }
        }
        return result;
    }

    private static void compare(JsonNode expected, List<Returned> read, Result result) {
        var used = new HashSet<Returned>();
        for (var one : expected.get("results")) {
            var names = names(one);
            var match =
                    read.stream()
                            .filter(found -> names.contains(lower(found.address())))
                            .findFirst();
            if (match.isPresent() && !used.add(match.get())) {
                continue;
            }
            result.recipients.count(match.isPresent(), true);
            result.hard.count(match.map(Returned::hard).orElse(false), one.get("hard").asBoolean());
        }
        for (var one : read) {
            if (!used.contains(one)) {
                result.recipients.count(true, false);
                result.hard.count(one.hard(), false);
            }
        }
    }

    private static Set<String> names(JsonNode result) {
        var names = new HashSet<String>();
        names.add(lower(result.get("recipient").asText()));
        result.get("aliases").forEach(alias -> names.add(lower(alias.asText())));
        return names;
    }

    private static String lower(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
