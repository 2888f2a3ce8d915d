package org.briefwire.message;

import java.util.Locale;
import java.util.Set;

/** Which way a text runs. */
public enum Direction {
    LEFT_TO_RIGHT("ltr"),
    RIGHT_TO_LEFT("rtl");

    private static final Set<String> LANGUAGES =
            Set.of(
                    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "khw", "ks", "ps", "sd", "syr",
                    "ug", "ur", "yi", "ji");
    private static final Set<String> SCRIPTS =
            Set.of("Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg");

    private final String word;

    Direction(String word) {
        this.word = word;
    }

    /** The word of HTML's dir attribute. */
    public String word() {
        return word;
    }

    /**
     * Which way a language is written.
     *
     * @param languageTag BCP 47; its script counts before its language
     */
    public static Direction ofLanguage(String languageTag) {
        var locale = Locale.forLanguageTag(languageTag);
        var script = locale.getScript();
        var rightToLeft =
                script.isEmpty()
                        ? LANGUAGES.contains(locale.getLanguage())
                        : SCRIPTS.contains(script);
        return rightToLeft ? RIGHT_TO_LEFT : LEFT_TO_RIGHT;
    }

    /** Which way a text runs, by its first letter that has a direction (UAX 9, P2 and P3). */
    public static Direction ofText(String text) {
        for (var i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            var direction = Character.getDirectionality(text.codePointAt(i));
            if (direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT) {
                return LEFT_TO_RIGHT;
            }
            if (direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC) {
                return RIGHT_TO_LEFT;
            }
        }
        return LEFT_TO_RIGHT;
    }
}
