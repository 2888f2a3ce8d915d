package org.briefwire.model;

import java.util.IllformedLocaleException;
import java.util.Locale;

/** Language tags (BCP 47), in one spelling. */
public final class LanguageTag {
    private LanguageTag() {}

    /**
     * A tag in its usual spelling: 'de-at' becomes 'de-AT'.
     *
     * @throws IllegalArgumentException when the text is no tag
     */
    public static String of(String text) {
        var trimmed = text.strip();
        try {
            var tag = new Locale.Builder().setLanguageTag(trimmed).build().toLanguageTag();
            if (!trimmed.isEmpty() && !tag.equals("und")) {
                return tag;
            }
        } catch (IllformedLocaleException e) {
            throw notATag(text);
        }
        throw notATag(text);
    }

    private static IllegalArgumentException notATag(String text) {
        return new IllegalArgumentException(
                "'%s' is not a language tag; one looks like en, de-AT or zh-Hans".formatted(text));
    }
}
