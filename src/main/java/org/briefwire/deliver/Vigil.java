package org.briefwire.deliver;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the thread that sends is still at work, for whoever asks from outside: nobody else would
 * notice that it is not. A pass may last as long as servers take, if its outcomes can be kept.
 */
final class Vigil {
    static final Duration LONG = Duration.ofMinutes(2);

    private final LongSupplier nanos;
    private volatile @Nullable Thread sending;
    private volatile boolean passing;
    private volatile long begun;
    private volatile long seen;

    /**
     * A vigil over nobody yet.
     *
     * @param nanos a clock that nobody sets
     */
    Vigil(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** This thread is to be at work from now on. */
    void over(Thread thread) {
        seen = nanos.getAsLong();
        sending = thread;
    }

    /** It has looked and done what was to be done, or knows that another process does. */
    void seen() {
        seen = nanos.getAsLong();
        passing = false;
    }

    /** It hands over mail from now on. */
    void passing() {
        begun = nanos.getAsLong();
        passing = true;
    }

    /** What it was at has failed; it was at work until now when that was a long pass. */
    void failed() {
        if (passing && since(begun).compareTo(LONG) > 0) {
            seen = nanos.getAsLong();
        }
        passing = false;
    }

    /**
     * What is wrong, in words for anybody; nothing when all is well, or nobody is to be at work.
     *
     * @param unkept for how long the outcomes of a pass can't be kept
     */
    Optional<String> trouble(Duration unkept) {
        var thread = sending;
        if (thread == null) {
            return Optional.empty();
        }
        if (!thread.isAlive()) {
            return Optional.of("sending has ended; the log says why; start Briefwire again");
        }
        var idle = passing ? unkept : since(seen);
        return idle.compareTo(LONG) < 0
                ? Optional.empty()
                : Optional.of(
                        "nothing could be sent for %d s; the log says why"
                                .formatted(idle.toSeconds()));
    }

    private Duration since(long then) {
        return Duration.ofNanos(nanos.getAsLong() - then);
    }
}
