package org.briefwire.edition;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.briefwire.config.NewsList;
import org.briefwire.model.CadenceId;
import org.briefwire.store.Audience;

/**
 * A wave that has come due and that nobody has begun.
 *
 * @param zone the wave's name: a time zone's id, or '*'
 * @param zones the readers' zones that belong to it, '' among them for the publication's; empty:
 *     all
 */
record DueWave(NewsList list, CadenceId cadence, DueSlot slot, String zone, Set<String> zones) {
    static final CadenceId NOW = new CadenceId("now");

    /** Urgent briefings, to those who asked for breaking news. */
    static final CadenceId BREAKING = new CadenceId("breaking");

    /** Urgent corrections, to those who were sent what they correct. */
    static final CadenceId CORRECTION = new CadenceId("correction");

    static final String EVERYBODY = "*";

    DueWave {
        zones = Set.copyOf(zones);
    }

    /** Whether it goes beside the cadences: it moves no cursor, and carries what is urgent. */
    boolean isOutOfTurn() {
        return cadence.equals(BREAKING) || cadence.equals(CORRECTION);
    }

    /** Whom it is for, of those who were active when it came due. */
    Audience audience() {
        var wish = cadence.equals(BREAKING) ? Audience.Wish.BREAKING_NEWS : Audience.Wish.ANY;
        var isForAll = zone.equals(EVERYBODY) || isOutOfTurn();
        var only = isForAll ? Optional.<CadenceId>empty() : Optional.of(cadence);
        return new Audience(list.id(), only, zones, slot.due(), wish);
    }

    /** Whether the wave goes to this zone, alone or among others. */
    boolean isOf(ZoneId other) {
        return zone.equals(EVERYBODY) || zone.equals(other.getId());
    }
}
