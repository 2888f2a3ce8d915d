package org.briefwire.model;

import java.time.Instant;

/**
 * A briefing, its correction or its withdrawal becoming public.
 *
 * @param number in the order of becoming visible, from 1
 * @param quiet for archive and feeds only: no mail carries it
 */
public record Release(
        long number,
        BriefingId briefing,
        int revision,
        Kind kind,
        boolean quiet,
        boolean urgent,
        Instant at) {
    /** What a release makes public. */
    public enum Kind {
        NEW,
        CORRECTION,
        WITHDRAWAL
    }
}
