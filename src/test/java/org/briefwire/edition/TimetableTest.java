package org.briefwire.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.briefwire.cron.Cron;
import org.briefwire.model.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TimetableTest {
    private static final Instant YEAR = Instant.parse("2026-01-03T00:00:00Z");
    private static final Instant YEAR_END = Instant.parse("2027-01-03T00:00:00Z");
    private static final List<LocalTime> TIMES =
            List.of(LocalTime.of(2, 30), LocalTime.of(7, 0), LocalTime.MIDNIGHT);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Timetable BERLIN_AT_HALF_PAST_TWO =
            new Timetable(Cron.parse("0 30 2 ? * *"), ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        // the day before, and the day on which 02:00 became 03:00
        "2026-03-29T00:59:59Z, 2026-03-28T02:30, 2026-03-28T01:30:00Z",
        "2026-03-29T01:00:00Z, 2026-03-28T02:30, 2026-03-28T01:30:00Z",
        "2026-03-29T01:29:59Z, 2026-03-28T02:30, 2026-03-28T01:30:00Z",
        "2026-03-29T01:30:00Z, 2026-03-29T02:30, 2026-03-29T01:30:00Z",
        "2026-03-29T12:00:00Z, 2026-03-29T02:30, 2026-03-29T01:30:00Z",
        // the night in which 03:00 became 02:00
        "2026-10-25T00:29:59Z, 2026-10-24T02:30, 2026-10-24T00:30:00Z",
        "2026-10-25T00:30:00Z, 2026-10-25T02:30, 2026-10-25T00:30:00Z",
        "2026-10-25T01:10:00Z, 2026-10-25T02:30, 2026-10-25T00:30:00Z",
        "2026-10-25T01:30:00Z, 2026-10-25T02:30, 2026-10-25T00:30:00Z"
    })
    void aSlotInAGapMovesOnAndOneInAnOverlapIsDueTheFirstTime(
            Instant now, String slot, Instant due) {
        assertThat(BERLIN_AT_HALF_PAST_TWO.latest(now)).contains(new DueSlot(new Slot(slot), due));
    }

    static Stream<String> zones() {
        return Stream.of(
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "Pacific/Chatham",
                "Africa/Cairo");
    }

    /** Steps through a year half an hour at a time and notes when each slot appears. */
    @ParameterizedTest
    @MethodSource("zones")
    void everyDayOfAYearHasItsSlotOnceAtTheRightInstant(String zoneId) {
        var zone = ZoneId.of(zoneId);
        for (var cron : List.of("0 30 2 ? * *", "0 0 7 ? * *", "0 0 0 ? * *", "0 30 23 ? * *")) {
            var timetable = new Timetable(Cron.parse(cron), zone);
            var seen = new TreeMap<String, Instant>();
            var start = LocalDate.of(2026, 1, 3).atStartOfDay(zone).toInstant();
            var end = Instant.parse("2027-01-05T00:00:00Z");
            for (var now = start; now.isBefore(end); now = now.plusSeconds(1800)) {
                var at = now;
                timetable.latest(now).ifPresent(slot -> seen.putIfAbsent(slot.slot().value(), at));
            }
            seen.pollFirstEntry();

            var expected = new TreeMap<String, Instant>();
            var time = LocalDateTime.parse(seen.firstKey());
            for (var day = time; expected.size() < seen.size(); day = day.plusDays(1)) {
                expected.put(Slot.of(day).value(), firstInstantNotBefore(day, zone));
            }
            assertThat(seen).as(cron).isEqualTo(expected);
            assertThat(seen).hasSizeGreaterThan(365);
        }
    }

    // an independent walk of the clock, by the minute
    private static Instant firstInstantNotBefore(LocalDateTime local, ZoneId zone) {
        var instant = local.minusHours(3).toInstant(zone.getRules().getStandardOffset(YEAR));
        var shown = LocalDateTime.ofInstant(instant, zone);
        while (shown.isBefore(local)) {
            instant = instant.plusSeconds(60);
            shown = LocalDateTime.ofInstant(instant, zone);
        }
        // a local time that the clocks left out is due as long after the gap's start as in it
        var gap = zone.getRules().getTransition(local);
        return gap == null || !gap.isGap()
                ? instant
                : gap.getInstant().plus(Duration.between(gap.getDateTimeBefore(), local));
    }

    /**
     * Every zone of the tz database: its clock is read every quarter of an hour for a year. Zones
     * that are one zone with several names have the same rules, and are read once.
     */
    @Test
    void everyZoneHasEachSlotOfAYearOnceAtTheRightInstant() {
        var read = new HashMap<ZoneRules, Map<LocalTime, List<DueSlot>>>();
        for (var zoneId : ZoneId.getAvailableZoneIds()) {
            var zone = ZoneId.of(zoneId);
            var expected = read.computeIfAbsent(zone.getRules(), rules -> readFromTheClock(zone));
            for (var time : TIMES) {
                var cron = "0 %d %d ? * *".formatted(time.getMinute(), time.getHour());
                var timetable = new Timetable(Cron.parse(cron), zone);
                var slots = new ArrayList<DueSlot>();
                for (var slot = timetable.next(YEAR);
                        slot.isPresent() && slot.get().due().isBefore(YEAR_END);
                        slot = timetable.next(slot.get().due())) {
                    slots.add(slot.get());
                }

                assertThat(slots).as("%s %s", zoneId, cron).isEqualTo(expected.get(time));
            }
        }
    }

    private static Map<LocalTime, List<DueSlot>> readFromTheClock(ZoneId zone) {
        var shown = new ArrayList<LocalDateTime>();
        for (var now = YEAR; now.isBefore(YEAR_END); now = now.plus(QUARTER)) {
            shown.add(LocalDateTime.ofInstant(now, zone));
        }
        return TIMES.stream().collect(Collectors.toMap(time -> time, time -> slots(shown, time)));
    }

    private static List<DueSlot> slots(List<LocalDateTime> clock, LocalTime time) {
        var slots = new ArrayList<DueSlot>();
        var shown = clock.getFirst();
        var wanted = shown.toLocalDate().atTime(time);
        if (!wanted.isAfter(shown)) {
            wanted = wanted.plusDays(1);
        }
        for (var quarter = 1; quarter < clock.size(); quarter++) {
            var before = shown;
            shown = clock.get(quarter);
            if (shown.isBefore(wanted)) {
                continue;
            }
            // a clock that jumped over it: as long after the jump as it lay in the gap
            var expected = before.plus(QUARTER);
            var jumped = shown.isAfter(wanted) && wanted.isAfter(expected);
            var late = jumped ? Duration.between(expected, wanted) : Duration.ZERO;
            var now = YEAR.plus(QUARTER.multipliedBy(quarter));
            slots.add(new DueSlot(Slot.of(wanted), now.plus(late)));
            wanted = wanted.plusDays(1);
        }
        return slots;
    }

    @ParameterizedTest
    @MethodSource("zones")
    void nextIsTheSlotThatBecomesLatest(String zoneId) {
        var timetable = new Timetable(Cron.parse("0 5,30 2,14 ? * *"), ZoneId.of(zoneId));
        var now = Instant.parse("2026-01-01T00:00:00Z");
        var walked = new ArrayList<DueSlot>();
        while (now.isBefore(Instant.parse("2026-12-31T00:00:00Z"))) {
            var next = timetable.next(now).orElseThrow();
            assertThat(next.due()).isAfter(now);
            assertThat(timetable.latest(next.due())).contains(next);
            assertThat(timetable.latest(next.due().minusSeconds(1))).isNotEqualTo(next);
            walked.add(next);
            now = next.due();
        }
        walked.removeLast();
        assertThat(walked.stream().map(DueSlot::due)).isSorted();
        assertThat(walked).hasSize(364 * 4);
    }

    @Test
    void aCronOfEverySecondCostsNoWalkThroughTheYear() {
        var timetable = new Timetable(Cron.parse("* * * * * ?"), ZoneId.of("Europe/Berlin"));

        assertThat(timetable.latest(Instant.parse("2026-11-24T06:00:00.500Z")))
                .contains(
                        new DueSlot(
                                new Slot("2026-11-24T07:00"),
                                Instant.parse("2026-11-24T06:00:00Z")));
    }
}
