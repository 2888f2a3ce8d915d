package org.briefwire.config;

import java.time.Duration;

/**
 * How strangers join.
 *
 * @param perClient sign-ups from one client's address
 * @param perAddress mails to one person, however their address is spelt
 * @param overAll sign-ups of all
 * @param fillTime how long a person takes to fill the form, at the least
 * @param proof whether a browser has to work before it may ask
 * @param effort how many attempts that work takes at the most
 */
public record Joining(
        Limit perClient,
        Limit perAddress,
        Limit overAll,
        Duration fillTime,
        Proof proof,
        int effort) {
    /** What holds when the config says nothing. */
    static final Joining USUAL =
            new Joining(
                    new Limit(20, Duration.ofHours(1)),
                    new Limit(3, Duration.ofDays(1)),
                    new Limit(1000, Duration.ofHours(1)),
                    Duration.ofSeconds(2),
                    Proof.NONE,
                    50_000);

    /** Whether a proof of work is asked for. */
    public enum Proof {
        NONE,
        WORK
    }
}
