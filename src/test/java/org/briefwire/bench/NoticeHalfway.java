package org.briefwire.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Progress;
import org.briefwire.store.Database;
import org.briefwire.store.Notices;
import org.briefwire.store.PostFixture;

/** Posts a notice when half of an edition is out, and measures how long it takes to be sent. */
final class NoticeHalfway implements Progress {
    private static final String DEDUPE = "bench-halfway";
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration HOPELESS = Duration.ofMinutes(1);

    private final Database database;
    private final long half;
    private final Instant due;
    private final AtomicLong out = new AtomicLong();
    private final CompletableFuture<Double> seconds = new CompletableFuture<>();

    NoticeHalfway(Database database, int people, Instant due) {
        this.database = database;
        this.half = people / 2;
        this.due = due;
    }

    @Override
    public Work begin(String what, long expected) {
        return steps -> {
            var now = out.addAndGet(steps);
            if (now >= half && now - steps < half) {
                Thread.ofPlatform().daemon().name("notice-halfway").start(this::post);
            }
        };
    }

    private void post() {
        var notice =
                new Notices.Post(
                        "confirm",
                        DEDUPE,
                        EmailAddress.parse("new@example.org"),
                        "Message-ID: <notice>\r\n\r\nYes?\r\n".getBytes(StandardCharsets.US_ASCII),
                        due);
        var begin = System.nanoTime();
        try {
            new Notices(database).post(notice);
            var rows = new PostFixture(database);
            while (!rows.notice(DEDUPE).equals("sent")) {
                if (System.nanoTime() - begin > HOPELESS.toNanos()) {
                    throw new IllegalStateException("the notice was not sent within a minute");
                }
                Thread.sleep(LOOK);
            }
            seconds.complete(Rivals.seconds(begin));
        } catch (InterruptedException | RuntimeException e) {
            seconds.completeExceptionally(e);
        }
    }

    /** From posting it to its outcome in the database. */
    double seconds() {
        return seconds.join();
    }
}
