package org.briefwire.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.briefwire.model.BriefwireException;
import org.briefwire.store.CourierLock.Claim;
import org.briefwire.store.Database;
import org.briefwire.store.EditionOrders;
import org.briefwire.store.Editions;
import org.briefwire.store.Notices;
import org.briefwire.store.SignOfLife;
import org.briefwire.store.SignOfLife.Sign;

/**
 * What whoever takes the right to send does first: it looks through what others left. What was left
 * half-sent longer ago than late-after, by a kill or in a restored database, is not finished
 * silently (rule 8). Where no sender has lived for so long, that is all that should have gone out
 * before, whenever it is to be tried again: a database that went on meanwhile, and was lost, may
 * have sent it. What others who live are at is not left, nor what this process was at itself, when
 * it lost the right for a moment. Nobody sends before it is done, by whoever has lived the longest.
 */
final class Takeover {
    /** How often it is asked whether another has looked; they say so each second. */
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final EditionOrders orders;
    private final Notices notices;
    private final SignOfLife life;
    private final Duration lateAfter;
    private final InstantSource clock;
    private volatile Optional<Sign> shown = Optional.empty();
    private volatile boolean looked;

    Takeover(Database database, Duration lateAfter, InstantSource clock) {
        this.orders = new EditionOrders(database);
        this.notices = new Notices(database);
        this.life = new SignOfLife(database);
        this.lateAfter = lateAfter;
        this.clock = clock;
    }

    /**
     * What was left.
     *
     * @param held editions that wait for a person from now on, a line for each
     * @param givenUp notices that are not sent any more, in a line
     */
    record Left(List<String> held, List<String> givenUp) {
        static final Left NOTHING = new Left(List.of(), List.of());

        Left {
            held = List.copyOf(held);
            givenUp = List.copyOf(givenUp);
        }
    }

    /**
     * Looks through what was left, or waits until another has: what one node has not set aside yet,
     * another must not send.
     *
     * @param ending whether it is not worth waiting any more; nothing is to be sent then
     */
    Left look(Claim claim, BooleanSupplier ending) {
        looked = false;
        var last = life.last();
        var isEarlier = isEarlier(last);
        while (!isEarlier && !claim.isFirst() && !claim.hasAnotherLooked()) {
            if (ending.getAsBoolean() || !claim.held()) {
                return Left.NOTHING;
            }
            LockSupport.parkNanos(MOMENT.toNanos());
        }
        var left = isEarlier || !claim.hasAnotherLooked() ? left(last, isEarlier) : Left.NOTHING;
        if (claim.held()) {
            shown = isEarlier ? Optional.empty() : shown;
            looked = show(clock.instant());
            claim.looked();
        }
        return left;
    }

    private Left left(Optional<Sign> last, boolean isEarlier) {
        var now = clock.instant();
        var tooOld = now.minus(lateAfter);
        if (!isEarlier && shown.filter(own -> tooOld.isBefore(own.at())).isPresent()) {
            // it had the right itself until a moment ago: what is old is what it was at
            return Left.NOTHING;
        }
        var held = new ArrayList<>(orders.pauseStale(tooOld, now));
        var lived = last.map(Sign::at).orElse(now);
        var givenUp = List.<String>of();
        if (lived.isBefore(tooOld)) {
            held.addAll(orders.pauseLeft(tooOld, now));
            givenUp = giveUp(lived, tooOld, now);
        }
        return new Left(held.stream().map(Takeover::heldWords).toList(), givenUp);
    }

    /** Whether the database is an earlier one than this process has known. */
    private boolean isEarlier(Optional<Sign> last) {
        return last.map(Sign::number).orElse(0L) < known();
    }

    private static String heldWords(Editions.Edition edition) {
        return "%1$s number %2$d was found half-sent; 'editions resume %1$s %2$d' goes on, 'editions cancel %1$s %2$d' stops it"
                .formatted(edition.list(), edition.number().orElse(0));
    }

    // what was asked for since then nobody can have sent
    private List<String> giveUp(Instant last, Instant tooOld, Instant now) {
        var seen = last.plus(SignOfLife.EVERY);
        var before = seen.isBefore(tooOld) ? seen : tooOld;
        var kinds = notices.giveUp(before, "given up: found too late; it may have gone out", now);
        if (kinds.isEmpty()) {
            return List.of();
        }
        var each =
                kinds.entrySet().stream()
                        .map(kind -> "%d %s".formatted(kind.getValue(), kind.getKey()))
                        .collect(Collectors.joining(", "));
        return List.of(
                "nobody has sent since %s: notices from before are not sent any more (%s); whoever still wants one asks again"
                        .formatted(last, each));
    }

    /**
     * Shows that a sender lives, when it is time for that.
     *
     * @throws BriefwireException if the database was put back since the last time: whoever takes
     *     the right anew looks through what it holds
     */
    void live() {
        var now = clock.instant();
        if (shown.filter(own -> isRecent(own.at(), now)).isEmpty() && !show(now)) {
            throw new BriefwireException(
                    "database: it was put back while mail was being sent; what it holds is looked through first");
        }
    }

    private static boolean isRecent(Instant at, Instant now) {
        return Duration.between(at, now).abs().compareTo(SignOfLife.EVERY) < 0;
    }

    /** The sender leaves. */
    void leave() {
        if (looked) {
            show(clock.instant());
        }
    }

    /** Whether one could be shown: not in a database that is an earlier one than it was. */
    private boolean show(Instant now) {
        var sign = life.show(now, known());
        sign.ifPresent(seen -> shown = Optional.of(seen));
        return sign.isPresent();
    }

    private long known() {
        return shown.map(Sign::number).orElse(0L);
    }
}
