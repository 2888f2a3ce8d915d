package org.briefwire.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A pattern of names in which '*' is any text, as in '*@example.org'; case does not matter. */
public final class Glob {
    private final Pattern pattern;

    private Glob(Pattern pattern) {
        this.pattern = pattern;
    }

    public static Glob of(String text) {
        return new Glob(
                Pattern.compile(
                        Arrays.stream(lower(text).split("\\*", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*"))));
    }

    public boolean matches(String name) {
        return pattern.matcher(lower(name)).matches();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
