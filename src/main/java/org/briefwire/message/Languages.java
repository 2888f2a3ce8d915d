package org.briefwire.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.LanguageTag;

/**
 * The languages that people are spoken to in: the built-in ones, and what an operator added or
 * changed by files LANGUAGE.properties. Safe for use by many threads.
 */
public final class Languages {
    private static final String ENDING = ".properties";
    private static final String ENGLISH = "en";
    private static final Map<String, Bundle> BUILT_IN =
            Stream.of(ENGLISH, "de", "fr", "es", "ar", "ru", "zh", "hi")
                    .collect(
                            Collectors.toMap(
                                    Function.identity(),
                                    Bundle::builtIn,
                                    (one, other) -> one,
                                    LinkedHashMap::new));

    /** Where Chinese is written in traditional characters when nothing else is said. */
    private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");

    private static final Set<Locale> KNOWN_TO_JAVA = Set.of(Locale.getAvailableLocales());

    private final Map<String, Bundle> bundles;
    private final List<String> warnings;
    private final Map<String, Messages> made = new ConcurrentHashMap<>();

    private Languages(Map<String, Bundle> bundles, List<String> warnings) {
        this.bundles = bundles;
        this.warnings = List.copyOf(warnings);
    }

    /** The languages that come with Briefwire. */
    public static Languages builtIn() {
        return new Languages(BUILT_IN, List.of());
    }

    /**
     * These, and the operator's: a file pt.properties adds Portuguese, a file de.properties changes
     * some German texts. What a file lacks is said in the built-in language nearest to it, in the
     * end in English.
     *
     * @param folder may be missing
     * @throws BriefwireException when a file can't be used: not UTF-8, a malformed text, an
     *     argument that is never filled
     */
    public static Languages at(Path folder) {
        if (!Files.isDirectory(folder)) {
            return builtIn();
        }
        var bundles = new LinkedHashMap<>(BUILT_IN);
        var warnings = new ArrayList<String>();
        try (var files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .forEach(file -> add(file, bundles, warnings));
        } catch (IOException e) {
            throw new BriefwireException("%s can't be read: %s".formatted(folder, e), e);
        }
        return new Languages(bundles, warnings);
    }

    private static void add(Path file, Map<String, Bundle> bundles, List<String> warnings) {
        var name = String.valueOf(file.getFileName());
        var tag = tag(file, name.substring(0, name.length() - ENDING.length()));
        var own = Bundle.at(file, Locale.forLanguageTag(tag));
        var english = bundle(ENGLISH);
        own.mustFit(english);
        var nearest = bundle(nearest(tag, BUILT_IN.keySet()));
        var unknown = english.lacking(own);
        if (!unknown.isEmpty()) {
            warnings.add("%s: no text is called %s".formatted(file, String.join(", ", unknown)));
        }
        var lacking = own.lacking(english);
        if (!lacking.isEmpty() && !BUILT_IN.containsKey(tag)) {
            warnings.add(
                    "%s lacks %d of %d texts: %s"
                            .formatted(
                                    file,
                                    lacking.size(),
                                    english.texts().size(),
                                    String.join(", ", lacking)));
        }
        bundles.put(tag, own.over(nearest));
    }

    private static String tag(Path file, String name) {
        try {
            return LanguageTag.of(name);
        } catch (IllegalArgumentException e) {
            throw new BriefwireException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** What an operator's files lack or have too many, one line a file. */
    public List<String> warnings() {
        return warnings;
    }

    /** The languages' tags (BCP 47), the built-in ones first. */
    public List<String> tags() {
        return List.copyOf(bundles.keySet());
    }

    /**
     * The texts nearest to a language: 'de-AT' gets German with Austrian dates, 'eo' gets English.
     *
     * @param languageTag BCP 47; empty, unknown or malformed ones get English
     */
    public Messages in(String languageTag) {
        var tag = nearest(languageTag, bundles.keySet());
        var asked = Locale.forLanguageTag(languageTag);
        var plain =
                new Locale.Builder()
                        .setLanguage(asked.getLanguage())
                        .setRegion(asked.getCountry())
                        .build();
        // of what a stranger's browser asks for, only what differs is kept
        var isDialect =
                plain.getLanguage().equals(Locale.forLanguageTag(tag).getLanguage())
                        && KNOWN_TO_JAVA.contains(plain);
        var locale = isDialect ? plain : Locale.forLanguageTag(tag);
        return made.computeIfAbsent(
                tag + " " + locale.toLanguageTag(),
                key -> new Messages(tag, locale, bundles.getOrDefault(tag, bundle(ENGLISH))));
    }

    /** Whether there are texts in this language, or in the language that it is a dialect of. */
    public boolean speaks(String languageTag) {
        return candidates(languageTag).stream().anyMatch(bundles::containsKey);
    }

    /**
     * The texts that a browser asks for.
     *
     * @param acceptLanguage the header; may be empty or malformed
     * @param otherwise the language when none that it names is spoken
     */
    public Messages accepted(String acceptLanguage, String otherwise) {
        if (acceptLanguage.isBlank()) {
            return in(otherwise);
        }
        try {
            return Locale.LanguageRange.parse(acceptLanguage).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(Locale.LanguageRange::getRange)
                    .filter(this::speaks)
                    .findFirst()
                    .map(this::in)
                    .orElseGet(() -> in(otherwise));
        } catch (IllegalArgumentException malformed) {
            return in(otherwise);
        }
    }

    static Bundle bundle(String builtIn) {
        var bundle = BUILT_IN.get(builtIn);
        if (bundle == null) {
            throw new BriefwireException("'%s' is no built-in language".formatted(builtIn));
        }
        return bundle;
    }

    private static String nearest(String languageTag, Set<String> tags) {
        return candidates(languageTag).stream().filter(tags::contains).findFirst().orElse(ENGLISH);
    }

    /** A tag and what it is a kind of, the most special first (RFC 4647, section 3.4). */
    private static List<String> candidates(String languageTag) {
        var locale = Locale.forLanguageTag(languageTag);
        var language = locale.getLanguage();
        var region = locale.getCountry();
        var script = locale.getScript();
        if (language.equals("zh") && script.isEmpty() && TRADITIONAL.contains(region)) {
            script = "Hant";
        }
        return Stream.of(
                        "%s-%s-%s".formatted(language, script, region),
                        "%s-%s".formatted(language, script),
                        "%s-%s".formatted(language, region),
                        language)
                .filter(tag -> !tag.isEmpty() && !tag.contains("--") && !tag.endsWith("-"))
                .toList();
    }
}
