package org.briefwire.model;

/**
 * Who wrote a briefing.
 *
 * @param name empty when nobody is named
 * @param bio empty when there is none
 */
public record Author(String name, String bio) {
    public static final Author NONE = new Author("", "");

    public boolean isNamed() {
        return !name.isEmpty();
    }
}
