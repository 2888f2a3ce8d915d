package org.briefwire.deliver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One connection's work in a hand-over, from the first envelope to none left. */
final class Worker {
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final int MOST_LOSSES = 3;

    /** So often whoever waits for a turn looks whether anybody still wants it. */
    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    private final Station station;
    private final Crew crew;
    private final Outcomes outcomes;

    /** Taken, made, and not begun: a connection was lost before it came to them. */
    private final Deque<Filled> ready = new ArrayDeque<>();

    private @Nullable Connection connection;
    private @Nullable RuntimeException trouble;
    private int losses;
    private boolean fallen;

    /** When the message under way was begun; 0 without one. */
    private long begun;

    private boolean slow;

    /** That of the message taken last. */
    private Pace.Turn turn = Pace.Turn.NONE;

    Worker(Station station, Crew crew, Outcomes outcomes) {
        this.station = station;
        this.crew = crew;
        this.outcomes = outcomes;
    }

    void run() throws InterruptedException {
        try {
            for (var next = next(); next.isPresent(); next = next()) {
                serve(next.get());
            }
        } finally {
            giveBack();
            rise();
            if (connection != null) {
                station.leave(connection);
            }
        }
    }

    private void fall(Reply reason) throws InterruptedException {
        losses = 0;
        giveBack();
        if (!fallen) {
            fallen = true;
            crew.fell(reason);
        }
        crew.rest(WAIT);
    }

    private void rise() {
        if (fallen) {
            fallen = false;
            crew.rose();
        }
    }

    private void giveBack() {
        while (!ready.isEmpty()) {
            outcomes.notTaken(ready.removeLast().envelope());
        }
    }

    /** Waits for what is claimed, and for its turn. */
    private Optional<Filled> next() {
        if (trouble != null) {
            throw trouble;
        }
        if (!mayBegin()) {
            return Optional.empty();
        }
        if (!ready.isEmpty()) {
            return Optional.of(ready.removeFirst());
        }
        return take(station.pace().isFree() ? crew::take : this::takeInTurn);
    }

    /**
     * Where there is a rate nothing is taken before its turn: until then another server may have
     * it, and a notice may overtake. No turn is taken for what is not there.
     */
    private Optional<Envelope> takeInTurn() {
        var idle = connection == null && !fallen;
        if (idle) {
            crew.idles();
        }
        try {
            return crew.inLine(this::awaitTurn);
        } finally {
            if (idle) {
                crew.tries();
            }
        }
    }

    private Optional<Envelope> awaitTurn() {
        while (mayBegin()) {
            var before = station.pace().untilTurn();
            var next = takeNow();
            if (next.isPresent()) {
                return next;
            }
            // it may have come, or another may have taken it, since
            var wait = Math.max(before, station.pace().untilTurn());
            if (!crew.awaitMore(wait > 0 ? Math.min(wait, LOOK_NANOS) : LOOK_NANOS)) {
                break;
            }
        }
        return Optional.empty();
    }

    private Optional<Envelope> takeNow() {
        var now = station.pace().take();
        if (now.isEmpty()) {
            return Optional.empty();
        }
        var next = crew.takeNow();
        if (next.isEmpty()) {
            now.get().giveBack();
            return next;
        }
        turn = now.get();
        return next;
    }

    /** To be asked just before a message is begun. */
    boolean mayBegin() {
        return !station.pace().stopped() && outcomes.mayBegin();
    }

    private Optional<Filled> take(Supplier<Optional<Envelope>> source) {
        while (true) {
            var envelope = source.get();
            if (envelope.isEmpty()) {
                return Optional.empty();
            }
            var filled = station.fill(envelope.get(), outcomes);
            if (filled.isPresent()) {
                return filled;
            }
            giveTurnBack();
        }
    }

    private void giveTurnBack() {
        turn.giveBack();
        turn = Pace.Turn.NONE;
    }

    private void serve(Filled filled) throws InterruptedException {
        try {
            var current = connection == null ? connected() : connection;
            connection = current;
            rise();
            carry(current, filled);
            if (!current.alive() || current.isWorn()) {
                station.leave(current);
                connection = null;
            }
            if (losses >= MOST_LOSSES) {
                fall(Reply.ours(station.server() + " loses one connection after another"));
            }
        } catch (Unreachable e) {
            again(filled);
            giveTurnBack();
            fall(e.reply(station.server()));
        }
    }

    private Connection connected() throws Unreachable {
        var found = station.connect();
        crew.reached();
        return found;
    }

    private void carry(Connection current, Filled filled) {
        if (current.offersPipelining() && station.pipelining().isTrusted()) {
            new Pipeline(current, station, this).carry(filled);
            return;
        }
        current.takeOn(filled.envelope());
        begins(filled);
        switch (station.hand(current, filled, this::mayBegin)) {
            case Attempt.Ended(var outcome) -> ended(filled, outcome, current);
            case Attempt.Stale stale -> again(filled);
        }
    }

    /** The server is at this message now. */
    void begins(Filled filled) {
        begun = System.nanoTime();
        slow = outcomes.isSlow(filled.envelope());
    }

    /**
     * A message for a connection that is busy with the one before; none when that would mean to
     * wait, or there is none.
     */
    Optional<Filled> ahead() {
        if (slow) {
            return Optional.empty();
        }
        if (!ready.isEmpty() || trouble != null) {
            return Optional.ofNullable(ready.pollFirst());
        }
        try {
            return take(this::takeNow);
        } catch (RuntimeException e) {
            // the message under way comes first: its outcome must not be lost
            trouble = e;
            return Optional.empty();
        }
    }

    /** The message is to be tried again, on another connection, before any other. */
    void again(Filled filled) {
        begun = 0;
        ready.addFirst(filled);
    }

    /** Tells a message's outcome; waits for room. */
    void ended(Filled filled, Outcome outcome, Connection by) {
        if (begun != 0) {
            outcomes.took(filled.envelope(), System.nanoTime() - begun, outcome);
            begun = 0;
        }
        losses = by.alive() ? 0 : losses + 1;
        outcomes.ended(filled.envelope(), outcome);
    }
}
