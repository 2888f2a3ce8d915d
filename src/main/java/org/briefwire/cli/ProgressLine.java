package org.briefwire.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.briefwire.model.Progress;

/**
 * Shows how far work has come on standard error: on a terminal as one line that is drawn again and
 * again and gone at the end; elsewhere, where it becomes a log, as a line now and then, and none of
 * work that is short. One piece of work at a time; a second one beside it is not shown.
 */
final class ProgressLine implements Progress {
    /** How often a terminal is drawn, and how often something else hears. */
    record Pace(Duration drawn, Duration told, Duration toldLater) {
        static final Pace STANDARD =
                new Pace(Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMinutes(1));
    }

    private static final int TOLD_SOON = 6;
    private static final double FRESH = 0.3;

    private final PrintStream err;
    private final Screen screen;
    private final Pace pace;
    private final LongSupplier nanos;

    ProgressLine(PrintStream err, Screen screen, Pace pace, LongSupplier nanos) {
        this.err = err;
        this.screen = screen;
        this.pace = pace;
        this.nanos = nanos;
    }

    @Override
    public Work begin(String what, long expected) {
        var shown = new Shown(what);
        shown.expect(expected);
        shown.start();
        return shown;
    }

    /** Work that is shown; its own thread looks at it, so that work that stands still shows too. */
    final class Shown implements Work {
        private final String what;
        private final LongAdder done = new LongAdder();
        private final LongAdder expected = new LongAdder();
        private final CountDownLatch ended = new CountDownLatch(1);
        private final long begun = nanos.getAsLong();
        private final Thread watcher;
        private long lastLook = begun;
        private long lastDone;
        private double rate;
        private int told;

        Shown(String what) {
            this.what = what;
            this.watcher = Thread.ofVirtual().name("progress").unstarted(this::watch);
        }

        private void start() {
            watcher.start();
        }

        @Override
        public void done(long steps) {
            done.add(steps);
        }

        @Override
        public void expect(long steps) {
            expected.add(steps);
        }

        private void watch() {
            try {
                while (!ended.await(interval().toNanos(), TimeUnit.NANOSECONDS)) {
                    look();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private Duration interval() {
            if (screen.isTerminal()) {
                return pace.drawn();
            }
            return told < TOLD_SOON ? pace.told() : pace.toldLater();
        }

        /** Shows how it stands. */
        void look() {
            var text = text();
            told++;
            if (screen.isTerminal()) {
                screen.draw(text.bar(screen.columns()));
                return;
            }
            err.println(text.line());
        }

        // the rate of late rather than of all the time: it follows a server that slows down
        private ProgressText text() {
            var now = nanos.getAsLong();
            var count = done.sum();
            var seconds = (now - lastLook) / 1e9;
            if (seconds > 0) {
                var fresh = (count - lastDone) / seconds;
                rate = lastLook == begun ? fresh : FRESH * fresh + (1 - FRESH) * rate;
                lastLook = now;
                lastDone = count;
            }
            return new ProgressText(
                    what, count, expected.sum(), rate, Duration.ofNanos(now - begun));
        }

        @Override
        public void close() {
            ended.countDown();
            try {
                watcher.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (screen.isTerminal()) {
                screen.clear();
            } else if (told > 0) {
                err.println(text().ending());
            }
        }
    }
}
