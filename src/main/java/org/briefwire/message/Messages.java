package org.briefwire.message;

import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DecimalStyle;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import org.briefwire.model.BriefwireException;

/**
 * The texts of one language, with its plurals, dates and numbers; {@link Languages} has them. Safe
 * for use by many threads.
 */
public final class Messages {
    private final String language;
    private final Locale locale;
    private final Bundle bundle;

    Messages(String language, Locale locale, Bundle bundle) {
        this.language = language;
        this.locale = locale;
        this.bundle = bundle;
    }

    /**
     * The text of a key, filled. Whole numbers are written as the language writes them, with their
     * separators; anything else as it is.
     *
     * @throws BriefwireException when no bundle has the key, or an argument is missing
     */
    public String text(String key, Object... arguments) {
        var pattern = bundle.texts().get(key);
        if (pattern == null) {
            throw new BriefwireException(
                    "there is no text '%s' in %s".formatted(key, bundle.file()));
        }
        try {
            return pattern.filled(List.of(arguments), this::number);
        } catch (IllegalArgumentException e) {
            throw new BriefwireException(
                    "%s: %s: %s".formatted(bundle.file(), key, e.getMessage()), e);
        }
    }

    /** A day with its weekday, as in 'Tuesday, November 24, 2026'. */
    public String date(Instant instant, ZoneId zone) {
        return date(instant.atZone(zone).toLocalDate());
    }

    /** The same. */
    public String date(LocalDate day) {
        return written(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL), day);
    }

    /** A day and a time, as in 'Nov 24, 2026, 7:00 AM'. */
    public String dateTime(Instant instant, ZoneId zone) {
        return written(
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT),
                instant.atZone(zone));
    }

    /** A time of day, as in '7:00 AM'. */
    public String time(LocalTime time) {
        return written(DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT), time);
    }

    /** A weekday, as in 'Monday', or 'lundi'. */
    public String weekday(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, locale);
    }

    /** A count, with the language's separators. */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** The language of these texts, 'en' or 'de': what stands in a page's lang attribute. */
    public String language() {
        return language;
    }

    /** Whether these texts are written from right to left. */
    public boolean rightToLeft() {
        return Direction.ofLanguage(language) == Direction.RIGHT_TO_LEFT;
    }

    private String written(DateTimeFormatter format, TemporalAccessor time) {
        // a narrow space that many a mail program has no glyph for
        return format.withLocale(locale)
                .withDecimalStyle(DecimalStyle.of(locale))
                .format(time)
                .replace('\u202F', '\u00A0');
    }
}
