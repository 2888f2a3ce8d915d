package org.briefwire.edition;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;

/**
 * What a cadence of a list will send next, were it made now.
 *
 * @param dates its next slots on the wall clock, the soonest first; empty: instant
 * @param home the publication's zone, in which it comes due unless each reader's own counts
 * @param zones how many zones its readers live in; 1 where all get it at once
 * @param due when the first of them comes due; nothing: when something is released
 * @param briefings that are new for it
 * @param people who get it, and readers: those with this cadence, whether or not it has anything
 *     for them
 * @param contents distinct mails, with the sizes of their HTML in octets
 * @param findings what would hold it
 */
public record Coming(
        NewsList list,
        Cadence cadence,
        List<LocalDateTime> dates,
        ZoneId home,
        int zones,
        Optional<Instant> due,
        int briefings,
        long people,
        long readers,
        int contents,
        long smallest,
        long largest,
        List<String> findings) {
    public Coming {
        dates = List.copyOf(dates);
        findings = List.copyOf(findings);
    }
}
