package org.briefwire.message;

import java.util.Locale;
import java.util.Optional;

/** The forms that a language may have for a number of things (CLDR's names). */
enum Plural {
    ZERO,
    ONE,
    TWO,
    FEW,
    MANY,
    OTHER;

    static Optional<Plural> named(String word) {
        for (var plural : values()) {
            if (plural.word().equals(word)) {
                return Optional.of(plural);
            }
        }
        return Optional.empty();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
