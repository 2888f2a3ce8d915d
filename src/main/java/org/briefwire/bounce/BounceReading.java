package org.briefwire.bounce;

import java.util.List;

/**
 * What a mail means.
 *
 * @param recipients of whom it tells, each once
 * @param rule how it was recognised
 */
public record BounceReading(Kind kind, List<Returned> recipients, String rule, Origin origin) {
    /** Of no more than so many does a reader tell, whatever the mail names. */
    static final int MOST_RECIPIENTS = 100;

    public BounceReading {
        recipients = List.copyOf(recipients);
    }

    /** What it means for the address that it is known to be about, and doesn't name. */
    public Returned unnamed(String address) {
        var category = kind == Kind.COMPLAINT ? Complaints.category(rule) : "other";
        return new Returned(address, "", category, false);
    }
}
