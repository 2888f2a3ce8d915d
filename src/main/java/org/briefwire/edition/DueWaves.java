package org.briefwire.edition;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.cron.Cron;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Release;
import org.briefwire.model.Slot;
import org.briefwire.store.Contents;
import org.briefwire.store.Editions;
import org.briefwire.store.Waves;

/**
 * Which waves are due: the one function of cron, zone, clock and database that decides it, whoever
 * asks and however often.
 */
final class DueWaves {
    private final Editions editions;
    private final Waves waves;
    private final Contents contents;
    private final ZoneId home;

    DueWaves(Editions editions, Waves waves, Contents contents, ZoneId home) {
        this.editions = editions;
        this.waves = waves;
        this.contents = contents;
        this.home = home;
    }

    /** The waves of a list that are due and not begun; what was missed is one wave, the latest. */
    List<DueWave> of(NewsList list, Instant now) {
        var due = new ArrayList<DueWave>();
        for (var cadence : list.cadences()) {
            editions.see(list.id(), cadence.id(), now);
            if (cadence.isInstant()) {
                instant(list, cadence, now).ifPresent(due::add);
            }
            due.addAll(overdue(list, cadence, now));
        }
        // after the others, so that who has a mail now has not two
        outOfTurn(list, DueWave.BREAKING, now).ifPresent(due::add);
        outOfTurn(list, DueWave.CORRECTION, now).ifPresent(due::add);
        return due;
    }

    // what is urgent has a slot of its own: the last release that it carries
    private Optional<DueWave> outOfTurn(NewsList list, CadenceId cadence, Instant now) {
        editions.see(list.id(), cadence, now);
        return urgent(list, cadence, now);
    }

    /** What is urgent and goes out of turn as soon as somebody makes it. Changes nothing. */
    Optional<DueWave> urgent(NewsList list, CadenceId cadence, Instant now) {
        if (editions.seen(list.id(), cadence).isEmpty()) {
            return Optional.empty();
        }
        var isOfCorrections = cadence.equals(DueWave.CORRECTION);
        return contents.candidates(urgentAfter(list, cadence), Long.MAX_VALUE).stream()
                .filter(Contents.Candidate::urgent)
                .filter(candidate ->
                        isOfCorrections
                                ? candidate.kind() == Release.Kind.CORRECTION
                                : isNewsOf(list, candidate))
                .reduce((earlier, later) -> later)
                .map(last -> slot(list, cadence, last.at(), now))
                .map(slot -> new DueWave(list, cadence, slot, home.getId(), Set.of()));
    }

    /** The last release that an edition out of turn could have carried. */
    long urgentAfter(NewsList list, CadenceId cadence) {
        return Math.max(
                waves.lastCutoff(list.id(), cadence), waves.coveredThrough(list.id(), cadence));
    }

    /** The waves of a cadence with a cron that are due and not begun. Changes nothing. */
    List<DueWave> overdue(NewsList list, Cadence cadence, Instant now) {
        var seen = editions.seen(list.id(), cadence.id());
        if (cadence.isInstant() || seen.isEmpty()) {
            return List.of();
        }
        var due = new ArrayList<DueWave>();
        zones(list, cadence)
                .forEach((zone, readers) ->
                        latest(list, cadence, zone, now)
                                .filter(slot -> slot.due().isAfter(seen.get()))
                                .map(slot -> wave(list, cadence, slot, zone, readers))
                                .ifPresent(due::add));
        return due;
    }

    private static boolean isNewsOf(NewsList list, Contents.Candidate candidate) {
        return candidate.kind() == Release.Kind.NEW && list.carries(candidate.topics());
    }

    /**
     * How late a cadence's wave may begin: the config's, or half of its period where that is
     * shorter (rule 8). An instant cadence is never late; news that are no longer breaking are.
     */
    boolean isLate(DueWave wave, Duration lateAfter, Instant now) {
        if (wave.isOutOfTurn()) {
            return wave.slot().due().plus(lateAfter).isBefore(now);
        }
        var cadence = wave.list().cadence(wave.cadence()).filter(known -> !known.isInstant());
        var due = wave.slot().due();
        return cadence.map(known -> timetable(known, wave.zone()))
                .flatMap(timetable -> timetable.next(due))
                .map(next -> Duration.between(due, next.due()).dividedBy(2))
                .map(half -> half.compareTo(lateAfter) < 0 ? half : lateAfter)
                .filter(allowed -> due.plus(allowed).isBefore(now))
                .isPresent();
    }

    /** When the next wave of a list comes due after the instant; nothing: all is instant. */
    Optional<Instant> next(NewsList list, Instant after) {
        return list.cadences().stream()
                .filter(cadence -> !cadence.isInstant())
                .flatMap(cadence ->
                        zones(list, cadence).keySet().stream()
                                .map(zone -> timetable(cadence, zone).next(after)))
                .flatMap(Optional::stream)
                .map(DueSlot::due)
                .min(Comparator.naturalOrder());
    }

    /** The zones in which a cadence has waves. */
    Set<String> zonesOf(NewsList list, Cadence cadence) {
        return zones(list, cadence).keySet();
    }

    private static Timetable timetable(Cadence cadence, String zone) {
        return new Timetable(Cron.parse(cadence.cron()), ZoneId.of(zone));
    }

    /** The wave in which everybody of the list gets what is new at once. */
    DueWave now(NewsList list, Instant now) {
        editions.see(list.id(), DueWave.NOW, now);
        return new DueWave(
                list, DueWave.NOW, new DueSlot(Slot.of(now), now), DueWave.EVERYBODY, Set.of());
    }

    /** What belongs to a wave that was begun: the same as when it was due. */
    DueWave resumed(NewsList list, Waves.Wave wave, Slot slot) {
        var zones =
                list.cadence(wave.cadence())
                        .filter(cadence -> cadence.clock() == Cadence.Clock.SUBSCRIBER)
                        .map(cadence ->
                                zones(list, cadence).getOrDefault(wave.zone(), Set.of(wave.zone())))
                        .orElse(Set.of());
        return new DueWave(list, wave.cadence(), new DueSlot(slot, wave.due()), wave.zone(), zones);
    }

    // an instant cadence's slot is the last release that it carries, so two makers mean the same;
    // who came over from a slower cadence with news still to get has them now
    private Optional<DueWave> instant(NewsList list, Cadence cadence, Instant now) {
        var after = waves.lastCutoff(list.id(), cadence.id());
        var covered = waves.coveredThrough(list.id(), cadence.id());
        return last(list, Math.max(after, covered))
                .map(released -> slot(list, cadence.id(), released.at(), now))
                .or(() -> late(list, cadence, after, now))
                .map(slot -> new DueWave(list, cadence.id(), slot, home.getId(), Set.of()));
    }

    // a release at the instant of the wave before it has a slot of its own all the same
    private DueSlot slot(NewsList list, CadenceId cadence, Instant released, Instant now) {
        var last = waves.lastDue(list.id(), cadence, home.getId()).orElse(Instant.MIN);
        if (released.isAfter(last)) {
            return new DueSlot(Slot.of(released), released);
        }
        var next = now.isAfter(last) ? now : last.plusMillis(1);
        return new DueSlot(Slot.of(next), next);
    }

    private Optional<DueSlot> late(NewsList list, Cadence cadence, long cutoff, Instant now) {
        if (waves.lastWasCancelled(list.id(), cadence.id())) {
            return Optional.empty(); // its news wait for the next release
        }
        var hasNews =
                waves.firstCursor(list.id(), cadence.id(), now)
                        .filter(cursor -> cursor < cutoff)
                        .flatMap(cursor -> last(list, cursor))
                        .isPresent();
        return hasNews || waves.owes(list.id(), cadence.id(), now)
                ? Optional.of(new DueSlot(Slot.of(now), now))
                : Optional.empty();
    }

    private Optional<Contents.Candidate> last(NewsList list, long after) {
        return contents.candidates(after, Long.MAX_VALUE).stream()
                .filter(candidate ->
                        isNewsOf(list, candidate) || candidate.kind() == Release.Kind.CORRECTION)
                .reduce((earlier, later) -> later);
    }

    private Optional<DueSlot> latest(NewsList list, Cadence cadence, String zone, Instant now) {
        var last = waves.lastDue(list.id(), cadence.id(), zone);
        return timetable(cadence, zone)
                .latest(now)
                .filter(slot -> last.isEmpty() || slot.due().isAfter(last.get()));
    }

    private DueWave wave(
            NewsList list, Cadence cadence, DueSlot slot, String zone, Set<String> readers) {
        return new DueWave(list, cadence.id(), slot, zone, readers);
    }

    /** The zones in which a cadence has waves, each with what its readers' rows say. */
    private Map<String, Set<String>> zones(NewsList list, Cadence cadence) {
        if (cadence.clock() == Cadence.Clock.PUBLICATION) {
            return Map.of(home.getId(), Set.of());
        }
        var zones = new TreeMap<String, Set<String>>();
        zones.put(home.getId(), new HashSet<>(Set.of("", home.getId())));
        for (var written : waves.zonesInUse(list.id(), cadence.id())) {
            zones.computeIfAbsent(zone(written), zone -> new HashSet<>()).add(written);
        }
        return zones;
    }

    // a zone that this Java does not know (any more) must not keep its reader from the news
    private String zone(String written) {
        if (written.isEmpty()) {
            return home.getId();
        }
        try {
            return ZoneId.of(written).getId();
        } catch (DateTimeException unknown) {
            return home.getId();
        }
    }
}
