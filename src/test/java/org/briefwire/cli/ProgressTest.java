package org.briefwire.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final ProgressLine.Pace EAGER =
            new ProgressLine.Pace(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1));
    private static final ProgressLine.Pace NEVER =
            new ProgressLine.Pace(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    private static ProgressText halfway() {
        return new ProgressText("sending", 4_000, 10_000, 200, Duration.ofSeconds(20));
    }

    @Test
    void aBarSaysHowMuchHowFastAndHowLongYet() {
        assertThat(halfway().bar(80))
                .isEqualTo(
                        "sending [###########..................] 40 %, 4,000 of 10,000, 200/s, 30 s left")
                .hasSizeLessThan(80);
    }

    @Test
    void aBarIsNeverWiderThanItsTerminal() {
        for (var columns = 1; columns < 200; columns++) {
            assertThat(halfway().bar(columns)).hasSizeLessThan(Math.max(columns, 1));
        }
        assertThat(halfway().bar(50)).isEqualTo("sending 40 %, 4,000 of 10,000, 200/s, 30 s left");
    }

    @Test
    void whatIsNotKnownIsNotSaid() {
        assertThat(new ProgressText("collecting", 1_234, 0, 99.6, Duration.ofHours(1)).bar(80))
                .isEqualTo("collecting 1,234, 100/s");
        assertThat(new ProgressText("sending", 0, 500, 0, Duration.ofSeconds(9)).line())
                .isEqualTo("sending: 0 %, 0 of 500, 0/s");
        assertThat(new ProgressText("sending", 600, 500, 1, Duration.ofSeconds(9)).line())
                .isEqualTo("sending: 100 %, 600 of 600, 1/s");
    }

    @Test
    void longTimesAreSaidAsPeopleDo() {
        assertThat(new ProgressText("sending", 1, 1_000_001, 100, Duration.ZERO).line())
                .isEqualTo("sending: 0 %, 1 of 1,000,001, 100/s, 2 h 46 min left");
        assertThat(new ProgressText("sending", 1, 10_001, 100, Duration.ZERO).line())
                .endsWith(", 1 min 40 s left");
        assertThat(new ProgressText("importing", 90_000, 0, 0, Duration.ofSeconds(61)).ending())
                .isEqualTo("importing: 90,000 in 1 min 01 s, 1,475/s");
    }

    @Test
    void onATerminalOneLineIsDrawnAndGoneAtTheEnd() {
        var progress = progress(OptionalInt.of(60), NEVER);

        try (var work = (ProgressLine.Shown) progress.begin("sending", 200)) {
            work.done(50);
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            work.look();
            progress.err().println("set aside: a.txt");
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            work.done(50);
            work.look();
        }

        assertThat(printed())
                .isEqualTo(
                        """
                        ←sending [####.............] 25 %, 50 of 200, 50/s, 3 s left\
                        ←set aside: a.txt
                        ←sending [########........] 50 %, 100 of 200, 50/s, 2 s left\
                        ←\
                        """);
    }

    @Test
    void elsewhereItIsALineNowAndThenAndNoneOfShortWork() {
        try (var work = progress(OptionalInt.empty(), NEVER).begin("importing", 10)) {
            work.done(10);
        }
        assertThat(printed()).isEmpty();

        var progress = progress(OptionalInt.empty(), NEVER);
        try (var work = (ProgressLine.Shown) progress.begin("importing", 10)) {
            nanos.addAndGet(Duration.ofSeconds(10).toNanos());
            work.done(5);
            work.look();
        }
        assertThat(printed())
                .isEqualTo(
                        """
                        importing: 50 %, 5 of 10, 1/s, 10 s left
                        importing: 5 in 10 s, 0/s
                        """);
    }

    @Test
    void workThatStandsStillIsShownToo() {
        var progress = progress(OptionalInt.of(60), EAGER);
        try (var work = progress.begin("sending", 10)) {
            work.done(3);
            await().until(() -> printed().contains("30 %, 3 of 10"));
        }
    }

    private record Printing(ProgressLine line, PrintStream err) {
        org.briefwire.model.Progress.Work begin(String what, long expected) {
            return line.begin(what, expected);
        }
    }

    private Printing progress(OptionalInt columns, ProgressLine.Pace pace) {
        var screen = new Screen(printed, () -> columns);
        var err = new PrintStream(screen, true, StandardCharsets.UTF_8);
        return new Printing(new ProgressLine(err, screen, pace, nanos::get), err);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).replace("\r\u001b[K", "←");
    }
}
