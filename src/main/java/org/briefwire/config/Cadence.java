package org.briefwire.config;

import org.briefwire.model.CadenceId;

/**
 * How often a list goes out.
 *
 * @param cron a Quartz cron expression; empty: instant
 */
public record Cadence(CadenceId id, String cron, Clock clock) {
    /** In whose zone the cron counts. */
    public enum Clock {
        PUBLICATION,
        SUBSCRIBER
    }

    /** Whether each release is a slot of its own. */
    public boolean isInstant() {
        return cron.isEmpty();
    }
}
