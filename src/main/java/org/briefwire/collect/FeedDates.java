package org.briefwire.collect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as feeds write them: ISO 8601 / RFC 3339 and RFC 822 / 2822, with what is common besides. A
 * time without a zone is UTC. Years before 1990 and after 2100 are no dates of news.
 */
final class FeedDates {
    private static final String TIME =
            "(?:(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9})\\d*)?)?)";
    private static final String ZONE = "(?<zone>[A-Za-z][\\w/]*|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})";
    private static final Pattern ISO =
            Pattern.compile(
                    "(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})(?:[Tt ]\\s?"
                            + TIME
                            + "\\s?"
                            + ZONE
                            + "?)?");
    private static final Pattern RFC_822 =
            Pattern.compile(
                    "(?:\\p{L}+\\.?,?\\s)?(?<day>\\d{1,2})(?:st|nd|rd|th)?[ -](?<month>\\p{L}{3,})\\.?[ -]"
                            + "(?<year>\\d{4}|\\d{2}),?(?:\\s"
                            + TIME
                            + "(?:\\s?"
                            + ZONE
                            + ")?)?");
    private static final Map<String, Integer> MONTHS =
            Map.ofEntries(
                    Map.entry("jan", 1),
                    Map.entry("feb", 2),
                    Map.entry("mar", 3),
                    Map.entry("apr", 4),
                    Map.entry("may", 5),
                    Map.entry("jun", 6),
                    Map.entry("jul", 7),
                    Map.entry("aug", 8),
                    Map.entry("sep", 9),
                    Map.entry("oct", 10),
                    Map.entry("nov", 11),
                    Map.entry("dec", 12));
    private static final Map<String, String> ZONES =
            Map.ofEntries(
                    Map.entry("Z", "Z"),
                    Map.entry("UT", "Z"),
                    Map.entry("GMT", "Z"),
                    Map.entry("UTC", "Z"),
                    Map.entry("EST", "-05:00"),
                    Map.entry("EDT", "-04:00"),
                    Map.entry("CST", "-06:00"),
                    Map.entry("CDT", "-05:00"),
                    Map.entry("MST", "-07:00"),
                    Map.entry("MDT", "-06:00"),
                    Map.entry("PST", "-08:00"),
                    Map.entry("PDT", "-07:00"),
                    Map.entry("BST", "+01:00"),
                    Map.entry("CET", "+01:00"),
                    Map.entry("CEST", "+02:00"));

    private FeedDates() {}

    /** The instant, or nothing when the text says none. */
    static Optional<Instant> parse(String text) {
        var line = Sanitizer.oneLine(text);
        if (line.length() > 100) {
            return Optional.empty();
        }
        try {
            var iso = ISO.matcher(line);
            if (iso.matches()) {
                return instant(iso, Integer.parseInt(iso.group("month")));
            }
            var rfc = RFC_822.matcher(line);
            if (rfc.matches()) {
                var name = rfc.group("month").substring(0, 3).toLowerCase(Locale.ROOT);
                return instant(rfc, MONTHS.getOrDefault(name, 0));
            }
        } catch (DateTimeException noSuchDate) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Instant> instant(Matcher match, int month) {
        var year = Integer.parseInt(match.group("year"));
        if (match.group("year").length() == 2) {
            year += 2000;
        }
        if (year < 1990 || year > 2100) {
            return Optional.empty();
        }
        var day = LocalDate.of(year, month, Integer.parseInt(match.group("day")));
        if (match.group("hour") == null) {
            return Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        var second = match.group("second");
        var fraction = match.group("fraction");
        var nanos =
                fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
        // a leap second is the last of its minute
        var seconds = second == null ? 0 : Math.min(59, Integer.parseInt(second));
        var time =
                LocalDateTime.of(
                        year,
                        month,
                        day.getDayOfMonth(),
                        Integer.parseInt(match.group("hour")),
                        Integer.parseInt(match.group("minute")),
                        seconds,
                        nanos);
        var zone = match.group("zone");
        return Optional.of(time.atZone(zone == null ? ZoneOffset.UTC : zone(zone)).toInstant());
    }

    private static ZoneId zone(String written) {
        return ZoneId.of(ZONES.getOrDefault(written.toUpperCase(Locale.ROOT), written));
    }
}
