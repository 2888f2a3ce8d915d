package org.briefwire.cli;

import java.time.Duration;
import java.util.Locale;

/**
 * How far work has come, in words.
 *
 * @param what such as 'sending'
 * @param expected steps in all; 0: not known
 * @param rate steps a second of late
 */
record ProgressText(String what, long done, long expected, double rate, Duration since) {
    private static final int WIDEST = 100;
    private static final int SHORTEST_BAR = 6;

    /** One line for a terminal of that many columns, never wider. */
    String bar(int columns) {
        var facts = facts();
        var room = Math.min(columns, WIDEST) - 1 - what.length() - facts.length() - 4;
        var line = what + " ";
        if (expected > 0 && room >= SHORTEST_BAR) {
            var full = (int) (room * share());
            line += "[" + "#".repeat(full) + ".".repeat(room - full) + "] ";
        }
        line += facts;
        return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    }

    /** One line for a log. */
    String line() {
        return "%s: %s".formatted(what, facts());
    }

    /** One line about work that has ended. */
    String ending() {
        var seconds = Math.max(1, since.toSeconds());
        return "%s: %s in %s, %s/s"
                .formatted(what, count(done), span(since), count(done / seconds));
    }

    private String facts() {
        if (expected <= 0) {
            return "%s, %s/s".formatted(count(done), count(Math.round(rate)));
        }
        return "%d %%, %s of %s, %s/s%s"
                .formatted(
                        (int) (100 * share()),
                        count(done),
                        count(Math.max(done, expected)),
                        count(Math.round(rate)),
                        left());
    }

    private double share() {
        return Math.min(1, (double) done / expected);
    }

    private String left() {
        if (rate <= 0 || done >= expected) {
            return "";
        }
        return ", "
                + span(Duration.ofSeconds((long) Math.ceil((expected - done) / rate)))
                + " left";
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String span(Duration span) {
        if (span.toHours() >= 1) {
            return "%d h %02d min".formatted(span.toHours(), span.toMinutesPart());
        }
        if (span.toMinutes() >= 1) {
            return "%d min %02d s".formatted(span.toMinutes(), span.toSecondsPart());
        }
        return span.toSeconds() + " s";
    }
}
