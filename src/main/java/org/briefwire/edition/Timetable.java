package org.briefwire.edition;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.briefwire.cron.Cron;
import org.briefwire.model.Slot;

/**
 * When the slots of a cron come due in a zone. The cron counts on the wall clock; a local time that
 * a clock change leaves out is moved on by the length of the gap, one that happens twice is due the
 * first time ({@link LocalDateTime#atZone}). So no slot is skipped and none doubled; where two
 * slots fall on one instant the later one stands for both.
 */
record Timetable(Cron cron, ZoneId zone) {
    private static final Comparator<DueSlot> BY_INSTANT =
            Comparator.comparing(DueSlot::due).thenComparing(DueSlot::slot);

    /** The slot that came due last, at or before the instant. */
    public Optional<DueSlot> latest(Instant now) {
        var transition = zone.getRules().previousTransition(now.plusNanos(1));
        return Stream.of(latestOnTheWall(now, transition), latestInTheGap(now, transition))
                .flatMap(Optional::stream)
                .filter(slot -> !slot.due().isAfter(now))
                .max(BY_INSTANT);
    }

    // after clocks went back, the wall has already shown times that it is about to show again
    private Optional<DueSlot> latestOnTheWall(Instant now, ZoneOffsetTransition transition) {
        var wall = local(now);
        if (transition != null && transition.isOverlap()) {
            var shown = transition.getDateTimeBefore().minusNanos(1);
            wall = shown.isAfter(wall) ? shown : wall;
        }
        return cron.atOrBefore(wall).map(this::due);
    }

    // after clocks went forward, slots in the gap come due by and by
    private Optional<DueSlot> latestInTheGap(Instant now, ZoneOffsetTransition transition) {
        if (transition == null || !transition.isGap()) {
            return Optional.empty();
        }
        var last = local(now).minus(transition.getDuration());
        var end = transition.getDateTimeAfter().minusNanos(1);
        return cron.atOrBefore(last.isBefore(end) ? last : end).map(this::due);
    }

    /** The slot that comes due first, after the instant. */
    public Optional<DueSlot> next(Instant after) {
        var wall = local(after);
        var transition = zone.getRules().previousTransition(after.plusNanos(1));
        var start = wall;
        if (transition != null && transition.isGap()) {
            start = wall.minus(transition.getDuration());
        }
        var candidate = cron.after(start).map(this::due);
        while (candidate.isPresent() && !candidate.get().due().isAfter(after)) {
            candidate =
                    cron.after(LocalDateTime.parse(candidate.get().slot().value())).map(this::due);
        }
        return candidate.map(first -> earlierBehindTheGap(first, after));
    }

    private DueSlot earlierBehindTheGap(DueSlot first, Instant after) {
        var local = LocalDateTime.parse(first.slot().value());
        var transition = zone.getRules().getTransition(local);
        if (transition == null || !transition.isGap()) {
            return first;
        }
        return cron.after(transition.getDateTimeAfter().minusNanos(1))
                .map(this::due)
                .filter(other -> other.due().isAfter(after))
                .filter(other -> other.due().isBefore(first.due()))
                .orElse(first);
    }

    private DueSlot due(LocalDateTime local) {
        return new DueSlot(Slot.of(local), local.atZone(zone).toInstant());
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, zone);
    }
}
