package org.briefwire.model;

/**
 * A picture as a desk or a feed gives it.
 *
 * @param reference where it comes from: an http(s) address, or 'file:SOURCE/PATH' for a file of a
 *     folder
 * @param alt what it shows, in words; never blank
 * @param credit whose it is; may be empty
 */
public record Picture(String reference, String alt, String credit) {
    private static final String FILE = "file:";

    public Picture {
        if (alt.isBlank()) {
            throw new IllegalArgumentException("a picture says in words what it shows");
        }
    }

    /** The reference of a file, by its path within its source's folder. */
    public static String ofFile(SourceId source, String path) {
        return FILE + source + "/" + path;
    }

    /** Whether a reference names a file of a folder, not an address. */
    public static boolean isFile(String reference) {
        return reference.startsWith(FILE);
    }

    /** The source of a file's reference. */
    public static SourceId source(String reference) {
        return new SourceId(reference.substring(FILE.length(), reference.indexOf('/')));
    }

    /** The path of a file's reference within its source's folder. */
    public static String path(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }
}
