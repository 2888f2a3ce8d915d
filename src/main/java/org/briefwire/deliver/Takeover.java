package org.briefwire.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.briefwire.store.CourierLock.Claim;
import org.briefwire.store.Database;
import org.briefwire.store.EditionOrders;
import org.briefwire.store.Editions;
import org.briefwire.store.Notices;
import org.briefwire.store.SignOfLife;

/**
 * What whoever takes the right to send does first: it looks through what others left. What was left
 * half-sent longer ago than late-after, by a kill or in a restored database, is not finished
 * silently (rule 8). Where no sender has lived for so long, that is all that should have gone out
 * before, whenever it is to be tried again: a database that went on meanwhile, and was lost, may
 * have sent it. What others who live are at is not left, nor what this process was at itself, when
 * it lost the right for a moment.
 */
final class Takeover {
    private final EditionOrders orders;
    private final Notices notices;
    private final SignOfLife life;
    private final Duration lateAfter;
    private final InstantSource clock;
    private volatile Optional<Instant> shown = Optional.empty();

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
        Left {
            held = List.copyOf(held);
            givenUp = List.copyOf(givenUp);
        }
    }

    Left look(Claim claim) {
        if (!claim.isFirst()) {
            return new Left(List.of(), List.of());
        }
        var now = clock.instant();
        var tooOld = now.minus(lateAfter);
        if (shown.filter(tooOld::isBefore).isPresent()) {
            // it had the right itself until a moment ago: what is old is what it was at
            show(now);
            return new Left(List.of(), List.of());
        }
        var held = new ArrayList<>(orders.pauseStale(tooOld, now));
        var last = life.last().orElse(now);
        var givenUp = List.<String>of();
        if (last.isBefore(tooOld)) {
            held.addAll(orders.pauseLeft(tooOld, now));
            givenUp = giveUp(last, tooOld, now);
        }
        show(now);
        return new Left(held.stream().map(Takeover::heldWords).toList(), givenUp);
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

    /** Shows that a sender lives, when it is time for that. */
    void live() {
        var now = clock.instant();
        if (shown.filter(at -> isRecent(at, now)).isEmpty()) {
            show(now);
        }
    }

    private static boolean isRecent(Instant at, Instant now) {
        return Duration.between(at, now).abs().compareTo(SignOfLife.EVERY) < 0;
    }

    /** The sender leaves. */
    void leave() {
        show(clock.instant());
    }

    private void show(Instant now) {
        life.show(now);
        shown = Optional.of(now);
    }
}
