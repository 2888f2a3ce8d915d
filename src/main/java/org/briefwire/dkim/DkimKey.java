package org.briefwire.dkim;

/**
 * A key and the name under which DNS publishes its other half.
 *
 * @param domain who signs, in A-labels and small letters
 */
public record DkimKey(String domain, String selector, SigningKey key) {
    /** Where DNS has its record. */
    public String name() {
        return "%s._domainkey.%s".formatted(selector, domain);
    }

    /** Whether a signature of this domain counts for a sender of that one. */
    public boolean alignsWith(String sender) {
        return Alignment.isRelaxed(domain, sender);
    }
}
