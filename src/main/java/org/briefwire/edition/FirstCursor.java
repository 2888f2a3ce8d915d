package org.briefwire.edition;

import java.time.Instant;
import java.time.ZoneId;
import org.briefwire.config.Cadence;
import org.briefwire.cron.Cron;
import org.briefwire.store.Editions;

/**
 * Where a new subscription begins: at the last release before its cadence's previous due time, so
 * that the first digest has one period's news; with an instant cadence at the last release of all.
 */
public final class FirstCursor {
    private final Editions editions;
    private final ZoneId home;

    public FirstCursor(Editions editions, ZoneId home) {
        this.editions = editions;
        this.home = home;
    }

    /**
     * The number of the last release that counts as offered.
     *
     * @param zone the subscriber's; empty: the publication's
     * @param at when the subscription becomes active
     */
    public long of(Cadence cadence, String zone, Instant at) {
        if (cadence.isInstant()) {
            return editions.lastReleaseBefore(at.plusMillis(1));
        }
        var clock =
                cadence.clock() == Cadence.Clock.SUBSCRIBER && !zone.isEmpty()
                        ? ZoneId.of(zone)
                        : home;
        return new Timetable(Cron.parse(cadence.cron()), clock)
                .latest(at)
                .map(slot -> editions.lastReleaseBefore(slot.due()))
                .orElse(0L);
    }
}
