package org.briefwire.model;

import java.util.List;

/**
 * Whose information a briefing rests on.
 *
 * @param sentence as the desk wrote it ('This briefing is based on information from Reuters.');
 *     empty when there is none
 * @param credits the names in it
 */
public record Attribution(String sentence, List<String> credits) {
    public static final Attribution NONE = new Attribution("", List.of());

    public Attribution {
        credits = List.copyOf(credits);
    }
}
