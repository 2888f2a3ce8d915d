package org.briefwire.compose;

/**
 * How a blank stands in rendered text, before it is MIME: between two of Unicode's noncharacters,
 * which no text from outside keeps.
 */
final class Marks {
    static final char OPEN = '\uFDD0';
    static final char CLOSE = '\uFDD1';

    /** Where a shell takes its briefings. */
    static final String BRIEFINGS = OPEN + "BRIEFINGS" + CLOSE;

    private Marks() {}

    static String of(Blank blank) {
        return OPEN + blank.name() + CLOSE;
    }

    /** The text without anything that could be taken for a mark. */
    static String strip(String outside) {
        for (var i = 0; i < outside.length(); i++) {
            if (isNoncharacter(outside.charAt(i))) {
                var kept = new StringBuilder(outside.length());
                outside.chars()
                        .filter(c -> !isNoncharacter((char) c))
                        .forEach(c -> kept.append((char) c));
                return kept.toString();
            }
        }
        return outside;
    }

    private static boolean isNoncharacter(char c) {
        return c >= '\uFDD0' && c <= '\uFDEF';
    }
}
