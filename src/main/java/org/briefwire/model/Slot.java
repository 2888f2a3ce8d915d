package org.briefwire.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * One due time of a list's cadence, the idempotency key of an edition: local time
 * ('2026-11-24T07:00'), or an instant ('2026-11-24T06:00:00.123Z') for what has no cron.
 */
public record Slot(String value) implements Comparable<Slot> {
    public static Slot of(LocalDateTime local) {
        return new Slot(local.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    public static Slot of(Instant instant) {
        return new Slot(instant.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    @Override
    public int compareTo(Slot other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
