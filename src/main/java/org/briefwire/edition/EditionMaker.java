package org.briefwire.edition;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.briefwire.config.NewsList;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.Stop;
import org.briefwire.store.Contents;
import org.briefwire.store.CursorMoves;
import org.briefwire.store.Editions;
import org.briefwire.store.Waves;
import org.briefwire.store.Withdrawals;

/**
 * Makes the editions that are due. May be called by many threads and processes at once, and again
 * after any crash: an edition is made once, and what was left half made is finished.
 */
public final class EditionMaker {
    private final Editions editions;
    private final Waves waves;
    private final DueWaves dueWaves;
    private final WaveMaker maker;
    private final Remaker remaker;
    private final Limits limits;
    private final InstantSource clock;

    /** What an edition is made with. */
    public record Parts(
            Editions editions,
            Waves waves,
            CursorMoves moves,
            Contents contents,
            Withdrawals withdrawals,
            Briefings briefings,
            Renderer renderer) {}

    /**
     * What the config says of all editions.
     *
     * @param home the publication's zone
     * @param lateAfter how late a wave may begin
     * @param stop says that no further wave is begun, and that one under way is left
     */
    public record Limits(ZoneId home, Duration lateAfter, Stop stop) {}

    public EditionMaker(Parts parts, Limits limits, InstantSource clock) {
        this.editions = parts.editions();
        this.waves = parts.waves();
        this.dueWaves = new DueWaves(editions, waves, parts.contents(), limits.home());
        this.maker = new WaveMaker(parts, limits.stop());
        this.remaker = new Remaker(parts);
        this.limits = limits;
        this.clock = clock;
    }

    /** Notes the lists of the config: the slots of those that are new begin now. */
    public void see(Collection<NewsList> lists) {
        for (var list : lists) {
            for (var cadence : list.cadences()) {
                editions.see(list.id(), cadence.id(), clock.instant());
            }
            for (var always : List.of(DueWave.NOW, DueWave.BREAKING, DueWave.CORRECTION)) {
                editions.see(list.id(), always, clock.instant());
            }
        }
    }

    /** Finishes what was begun and makes what is due. */
    public List<Made> makeDue(Collection<NewsList> lists) {
        var made = new ArrayList<>(resume(lists));
        for (var list : lists) {
            for (var due : dueWaves.of(list, clock.instant())) {
                if (limits.stop().isTold()) {
                    return made;
                }
                made.add(isLate(due) ? maker.miss(due, clock.instant()) : make(due));
            }
        }
        return made;
    }

    /** One edition for each list, at once, for everybody whatever their cadence. */
    public List<Made> makeNow(Collection<NewsList> lists) {
        var made = new ArrayList<>(resume(lists));
        for (var list : lists) {
            if (!limits.stop().isTold()) {
                made.add(make(dueWaves.now(list, clock.instant())));
            }
        }
        return made;
    }

    /** Makes what was begun and not ended, such as what was just approved. */
    public List<Made> makeBegun(Collection<NewsList> lists) {
        return resume(lists);
    }

    /** When the next wave of any of the lists comes due. */
    public Optional<Instant> nextDue(Collection<NewsList> lists) {
        return lists.stream()
                .map(list -> dueWaves.next(list, clock.instant()))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private List<Made> resume(Collection<NewsList> lists) {
        remaker.remake(lists, clock.instant());
        var made = new ArrayList<Made>();
        for (var wave : waves.open()) {
            if (limits.stop().isTold()) {
                return made;
            }
            lists.stream()
                    .filter(list -> list.id().equals(wave.list()))
                    .findFirst()
                    .map(list -> resume(list, wave))
                    .ifPresent(made::add);
        }
        return made;
    }

    // what a kill left before its first delivery may be too late by now, unless a person wants it
    private Made resume(NewsList list, Waves.Wave wave) {
        var edition = editions.edition(wave.edition());
        var due = dueWaves.resumed(list, wave, edition.slot());
        var isUntouched = !wave.isBegun() && edition.approved().isEmpty();
        return isUntouched && isLate(due) ? maker.miss(due, clock.instant()) : make(due);
    }

    private boolean isLate(DueWave due) {
        return dueWaves.isLate(due, limits.lateAfter(), clock.instant());
    }

    // one list's broken template must not keep the other lists' news back
    private Made make(DueWave due) {
        try {
            return maker.make(due, clock.instant(), limits.home());
        } catch (BriefwireException e) {
            return new Made.Failed(
                    due.list().id(),
                    due.cadence(),
                    due.slot().slot(),
                    String.valueOf(e.getMessage()));
        }
    }
}
