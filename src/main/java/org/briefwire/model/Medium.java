package org.briefwire.model;

/**
 * A picture that we keep, fit to be shown in mail: its address never changes, nor do its bytes.
 *
 * @param hash the SHA-256 of its bytes, in small hexadecimal digits
 * @param type image/jpeg, image/png or image/gif
 * @param octets how many bytes it has
 */
public record Medium(String hash, String type, int width, int height, long octets) {
    /** How high it is when it is shown at a width. */
    public int heightAt(int shownWidth) {
        return Math.max(1, Math.round((float) height * shownWidth / width));
    }

    /** Its place under the publication's address. */
    public String path() {
        return "/media/" + hash;
    }
}
