package org.briefwire.media;

/** What became of a picture's bytes. */
public sealed interface Developed {
    /**
     * Fit to be shown, without metadata.
     *
     * @param type image/jpeg, image/png or image/gif
     */
    record Print(byte[] bytes, String type, int width, int height) implements Developed {}

    /** Not to be shown, and why. */
    record Refused(String reason) implements Developed {}
}
