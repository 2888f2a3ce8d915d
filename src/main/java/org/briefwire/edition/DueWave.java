package org.briefwire.edition;

import java.time.ZoneId;
import java.util.Set;
import org.briefwire.config.NewsList;
import org.briefwire.model.CadenceId;

/**
 * A wave that has come due and that nobody has begun.
 *
 * @param zone the wave's name: a time zone's id, or '*'
 * @param zones the readers' zones that belong to it, '' among them for the publication's; empty:
 *     all
 */
record DueWave(NewsList list, CadenceId cadence, DueSlot slot, String zone, Set<String> zones) {
    static final CadenceId NOW = new CadenceId("now");
    static final String EVERYBODY = "*";

    DueWave {
        zones = Set.copyOf(zones);
    }

    /** Whether the wave goes to this zone, alone or among others. */
    boolean isOf(ZoneId other) {
        return zone.equals(EVERYBODY) || zone.equals(other.getId());
    }
}
