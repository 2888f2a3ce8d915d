package org.briefwire.dkim;

/**
 * Whether two domains are one organization's by their names (RFC 7489 section 3.1, relaxed): one is
 * the other or stands below it. That two have a parent in common says nothing without the list of
 * public suffixes, so it does not count.
 */
public final class Alignment {
    private Alignment() {}

    /** By two domains in A-labels and small letters. */
    public static boolean isRelaxed(String one, String other) {
        return isWithin(one, other) || isWithin(other, one);
    }

    /** Whether a domain is the other or stands below it. */
    public static boolean isWithin(String domain, String other) {
        return domain.equals(other) || domain.endsWith("." + other);
    }
}
