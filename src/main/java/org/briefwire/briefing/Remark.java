package org.briefwire.briefing;

/**
 * What was odd in a text, and how it was taken.
 *
 * @param line from 1; 0 when it is the file as a whole
 */
public record Remark(String text, int line) {
    @Override
    public String toString() {
        return text;
    }
}
