package org.briefwire.edition;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How what a group gets deviates from its cursor.
 *
 * @param had releases beyond it that went out of turn
 * @param more releases to be made good for, and corrections of what they were sent
 */
record Deviation(Set<Long> had, Set<Long> more) {
    Deviation {
        had = Set.copyOf(had);
        more = Set.copyOf(more);
    }

    /** Reads what the store writes: '-12 +14'. */
    static Deviation of(String text) {
        return new Deviation(releases(text, '-'), releases(text, '+'));
    }

    private static Set<Long> releases(String text, char sign) {
        return Arrays.stream(text.split(" "))
                .filter(term -> !term.isEmpty() && term.charAt(0) == sign)
                .map(term -> Long.valueOf(term.substring(1)))
                .collect(Collectors.toSet());
    }
}
