package org.briefwire.message;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.briefwire.model.BriefwireException;

/**
 * The texts of one language, from the bundles messages/LANGUAGE.properties in UTF-8. A pattern is
 * {@link MessageFormat}'s, plurals included ({@code {0,choice,1#one|1<{0} of them}}), but an
 * apostrophe is an apostrophe. Safe for use by many threads.
 */
public final class Messages {
    /** The languages that there is a bundle for; the first serves everybody else. */
    private static final List<String> LANGUAGES = List.of("en", "de");

    private static final Map<String, Map<String, String>> BUNDLES =
            LANGUAGES.stream().collect(Collectors.toMap(tag -> tag, Messages::read));
    private static final Map<String, Messages> KNOWN = new ConcurrentHashMap<>();

    private final String language;
    private final Locale locale;
    private final Map<String, String> patterns;

    private Messages(String language, Locale locale) {
        this.language = language;
        this.locale = locale;
        patterns = bundle(language);
    }

    /**
     * The texts nearest to a language: 'de-AT' gets German with Austrian dates, 'fr' gets English.
     *
     * @param languageTag BCP 47; empty, unknown or malformed ones get English
     */
    public static Messages in(String languageTag) {
        var asked = Locale.forLanguageTag(languageTag);
        if (!LANGUAGES.contains(asked.getLanguage())) {
            return in(LANGUAGES.getFirst());
        }
        var plain =
                new Locale.Builder()
                        .setLanguage(asked.getLanguage())
                        .setRegion(asked.getCountry())
                        .build();
        return KNOWN.computeIfAbsent(
                plain.toLanguageTag(), tag -> new Messages(asked.getLanguage(), plain));
    }

    /** The languages that there is a bundle for. */
    public static List<String> languages() {
        return LANGUAGES;
    }

    /**
     * The text of a key, filled.
     *
     * @throws BriefwireException when no bundle has the key
     */
    public String text(String key, Object... arguments) {
        var pattern = patterns.get(key);
        if (pattern == null) {
            throw new BriefwireException(
                    "there is no text '%s' in messages/%s.properties".formatted(key, language));
        }
        return new MessageFormat(pattern, locale).format(arguments);
    }

    /** A day with its weekday, as in 'Tuesday, November 24, 2026'. */
    public String date(Instant instant, ZoneId zone) {
        return written(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL), instant, zone);
    }

    /** A day and a time, as in 'Nov 24, 2026, 7:00 AM'. */
    public String dateTime(Instant instant, ZoneId zone) {
        return written(
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT),
                instant,
                zone);
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

    private String written(DateTimeFormatter format, Instant instant, ZoneId zone) {
        // a narrow space that many a mail program has no glyph for
        return format.withLocale(locale).format(instant.atZone(zone)).replace('\u202F', '\u00A0');
    }

    static Map<String, String> bundle(String language) {
        return BUNDLES.getOrDefault(language, Map.of());
    }

    private static Map<String, String> read(String language) {
        var file = "/messages/%s.properties".formatted(language);
        var properties = new Properties();
        try (var bytes = Messages.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new BriefwireException(file + " is missing from the program");
            }
            properties.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
        var patterns = new HashMap<String, String>();
        properties
                .stringPropertyNames()
                .forEach(key -> patterns.put(key, properties.getProperty(key).replace("'", "''")));
        return Map.copyOf(patterns);
    }
}
