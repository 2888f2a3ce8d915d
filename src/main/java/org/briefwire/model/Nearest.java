package org.briefwire.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which known word somebody meant. */
public final class Nearest {
    private static final int FARTHEST = 3;

    private Nearest() {}

    /** The word with the fewest differing letters, when they are few. */
    public static Optional<String> to(String word, Collection<String> known) {
        var most = Math.min(FARTHEST, Math.max(1, word.length() / 2));
        return known.stream()
                .min(Comparator.comparingInt(other -> distance(word, other)))
                .filter(nearest -> distance(word, nearest) <= most);
    }

    /** Levenshtein's: letters inserted, deleted or replaced; capitals count as small ones. */
    private static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
