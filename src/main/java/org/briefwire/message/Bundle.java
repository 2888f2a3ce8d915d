package org.briefwire.message;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import org.briefwire.model.BriefwireException;

/**
 * The texts of one language as they stand in a file, KEY = TEXT in UTF-8.
 *
 * @param file what to call it in an error
 */
record Bundle(String file, Map<String, TextPattern> texts) {
    Bundle {
        texts = Map.copyOf(texts);
    }

    /** A bundle that comes with the program. */
    static Bundle builtIn(String language) {
        var file = "messages/%s.properties".formatted(language);
        try (var bytes = Bundle.class.getResourceAsStream("/" + file)) {
            var text =
                    new String(
                            Objects.requireNonNull(bytes, file).readAllBytes(),
                            StandardCharsets.UTF_8);
            return read(file, text, Locale.forLanguageTag(language));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    /**
     * An operator's bundle.
     *
     * @throws BriefwireException when it can't be read, or a text in it is malformed
     */
    static Bundle at(Path file, Locale locale) {
        try {
            return read(file.toString(), Files.readString(file), locale);
        } catch (IOException e) {
            throw new BriefwireException(
                    "%s can't be read as UTF-8: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Bundle read(String file, String text, Locale locale) throws IOException {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new BriefwireException("%s: %s".formatted(file, e.getMessage()), e);
        }
        var rules = PluralRules.of(locale);
        var texts = new HashMap<String, TextPattern>();
        for (var key : new TreeSet<>(properties.stringPropertyNames())) {
            try {
                texts.put(key, TextPattern.of(properties.getProperty(key), rules));
            } catch (IllegalArgumentException e) {
                throw new BriefwireException("%s: %s: %s".formatted(file, key, e.getMessage()), e);
            }
        }
        return new Bundle(file, texts);
    }

    /** This bundle's texts, and another's for those that it lacks. */
    Bundle over(Bundle other) {
        var all = new HashMap<>(other.texts);
        all.putAll(texts);
        return new Bundle(file, all);
    }

    /**
     * Sees that nothing in it asks for an argument that is never given.
     *
     * @param model the bundle whose arguments are given
     * @throws BriefwireException when a text does
     */
    void mustFit(Bundle model) {
        for (var key : new TreeSet<>(texts.keySet())) {
            var text = texts.get(key);
            var known = model.texts.get(key);
            if (text == null || known == null) {
                continue;
            }
            for (var argument : text.arguments()) {
                if (!known.arguments().contains(argument)) {
                    throw new BriefwireException(
                            "%s: %s: {%d} is never filled; the text may have %s"
                                    .formatted(file, key, argument, known.arguments()));
                }
            }
        }
    }

    /** The keys of another bundle that this one lacks. */
    List<String> lacking(Bundle other) {
        return other.texts.keySet().stream()
                .filter(key -> !texts.containsKey(key))
                .sorted()
                .toList();
    }
}
