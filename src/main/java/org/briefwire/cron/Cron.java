package org.briefwire.cron;

import java.text.ParseException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/**
 * A Quartz cron expression as a set of local times. It knows no zone: what a local time means where
 * clocks change is the caller's to decide. Immutable; safe for use by many threads.
 */
public final class Cron {
    private static final List<Duration> WINDOWS =
            List.of(
                    Duration.ofMinutes(2),
                    Duration.ofHours(3),
                    Duration.ofDays(2),
                    Duration.ofDays(15),
                    Duration.ofDays(63),
                    Duration.ofDays(735),
                    Duration.ofDays(366 * 9));
    // Quartz's own signs for '?' and '*': it takes the numbers for them
    private static final Pattern SIGNS = Pattern.compile("\\b0*9[89]\\b");
    private static final LocalDateTime FIRST = LocalDateTime.of(1970, 1, 1, 0, 0);

    private final String text;
    private final CronExpression expression;

    private Cron(String text, CronExpression expression) {
        this.text = text;
        this.expression = expression;
    }

    /**
     * Reads an expression of six or seven fields.
     *
     * @throws IllegalArgumentException when it is none, with what is wrong
     */
    public static Cron parse(String text) {
        if (SIGNS.matcher(text).find()) {
            throw refused(text, "there are no 98 and 99 in any field", null);
        }
        try {
            var expression = new CronExpression(text.strip().toUpperCase(Locale.ROOT));
            expression.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
            return new Cron(text.strip(), expression);
        } catch (ParseException e) {
            throw refused(text, String.valueOf(e.getMessage()), e);
        }
    }

    private static IllegalArgumentException refused(
            String text, String reason, @Nullable ParseException cause) {
        return new IllegalArgumentException(
                ("cron '%s': %s; write second minute hour day-of-month month day-of-week,"
                                + " such as '0 0 7 ? * MON-FRI'")
                        .formatted(text, reason),
                cause);
    }

    /** The first time strictly after this one; nothing when the expression has no more. */
    public Optional<LocalDateTime> after(LocalDateTime time) {
        return Optional.ofNullable(nextDate(Date.from(time.toInstant(ZoneOffset.UTC))))
                .map(date -> LocalDateTime.ofInstant(date.toInstant(), ZoneOffset.UTC));
    }

    // Quartz does not say that reading an expression is safe for threads
    private @Nullable Date nextDate(Date after) {
        synchronized (expression) {
            return expression.getNextValidTimeAfter(after);
        }
    }

    /** The last time that is not after this one; nothing when there was none in nine years. */
    public Optional<LocalDateTime> atOrBefore(LocalDateTime time) {
        for (var window : WINDOWS) {
            var start = time.minus(window);
            var latest = Optional.<LocalDateTime>empty();
            var next = after(start.isBefore(FIRST) ? FIRST : start);
            while (next.isPresent() && !next.get().isAfter(time)) {
                latest = next;
                next = after(next.get());
            }
            if (latest.isPresent()) {
                return latest;
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
