package org.briefwire.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.store.Database;
import org.briefwire.store.StoreFixture;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code zone: subscriber}: each reader has a mail a day, due at the cadence's hour where they
 * live. TimetableTest reads every zone's slots of a year; here they are waves with deliveries.
 */
class WhereTheyLiveTest {
    /** Clocks that change by half an hour, by two hours, around Ramadan, and not at all. */
    private static final List<String> ODD =
            List.of(
                    "Europe/Berlin",
                    "Australia/Lord_Howe",
                    "Antarctica/Troll",
                    "Africa/Casablanca",
                    "America/New_York",
                    "Pacific/Chatham",
                    "Pacific/Kiritimati");

    private static final LocalTime HOUR = LocalTime.of(2, 30);

    @TempDir Path folder;

    @Test
    void overTheClockChangesOfSpringAndAutumn() {
        live(ODD, LocalDate.parse("2026-03-27"), LocalDate.parse("2026-04-06"));
        live(ODD, LocalDate.parse("2026-10-23"), LocalDate.parse("2026-11-02"));
    }

    @Tag("long")
    @Test
    void everyDayOfAYear() {
        live(ODD, LocalDate.parse("2026-01-01"), LocalDate.parse("2027-01-01"));
    }

    @Tag("long")
    @Test
    void inEveryZone() {
        live(
                List.copyOf(new TreeSet<>(ZoneId.getAvailableZoneIds())),
                LocalDate.parse("2026-10-24"),
                LocalDate.parse("2026-10-27"));
    }

    private void live(List<String> zones, LocalDate from, LocalDate to) {
        var begin = from.atStartOfDay(ZoneOffset.UTC).toInstant();
        var clock = new MovableClock(begin);
        try (var database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder))) {
            var store = new StoreFixture(database);
            var maker = new TestRenderer().maker(database, ZoneId.of("Europe/Berlin"), clock);
            var lists = List.of(list());
            maker.see(lists);
            for (var zone : zones) {
                store.join(
                        new StoreFixture.Joining("brief", "daily", zone, Choice.EVERYTHING, begin));
            }
            var end = to.atStartOfDay(ZoneOffset.UTC).toInstant();
            for (var next = begin; next.isBefore(end); next = maker.nextDue(lists).orElseThrow()) {
                store.release(List.of(), false, clock.instant());
                clock.moveTo(next);
                maker.makeDue(lists);
                clock.advance(Duration.ofMillis(1));
            }

            var found =
                    store.texts(
                            """
                            SELECT r.zone || ' ' || w.due FROM delivery d
                            JOIN subscription s ON s.id = d.subscription
                            JOIN subscriber r ON r.id = s.subscriber
                            JOIN wave w ON w.edition = d.edition AND w.zone = r.zone
                            """);
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected(zones, begin, end));
        }
    }

    private static List<String> expected(List<String> zones, Instant begin, Instant end) {
        return zones.stream()
                .flatMap(zone -> days(zone, begin, end).map(due -> zone + " " + due.toEpochMilli()))
                .toList();
    }

    private static Stream<Instant> days(String id, Instant begin, Instant end) {
        var zone = ZoneId.of(id);
        return LocalDate.ofInstant(begin, zone)
                .datesUntil(LocalDate.ofInstant(end, zone).plusDays(1))
                .map(day -> day.atTime(HOUR).atZone(zone).toInstant())
                .filter(due -> due.isAfter(begin) && due.isBefore(end));
    }

    private static NewsList list() {
        return new NewsList(
                new ListId("brief"),
                "Brief",
                "",
                List.of(),
                NewsList.Approval.AUTO,
                List.of(
                        new Cadence(
                                new CadenceId("daily"), "0 30 2 ? * *", Cadence.Clock.SUBSCRIBER)),
                NewsList.Visibility.PUBLIC,
                Mailbox.parse("desk@example.org"),
                "en");
    }
}
