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
 * @param cadence the config's, or one of ours for what goes out of turn
 * @param times when
 * @param briefings that are new for it
 * @param corrections of what its readers were sent
 * @param people who get it, and readers: those with this cadence, whether or not it has anything
 *     for them
 * @param contents distinct mails, with the sizes of their HTML in octets
 * @param findings what would hold it
 */
public record Coming(
        NewsList list,
        Cadence cadence,
        Times times,
        int briefings,
        int corrections,
        long people,
        long readers,
        int contents,
        long smallest,
        long largest,
        List<String> findings) {
    public Coming {
        findings = List.copyOf(findings);
    }

    /**
     * When it comes.
     *
     * @param dates its next slots on the wall clock, the soonest first; empty: instant
     * @param home the publication's zone, in which it comes due unless each reader's own counts
     * @param zones how many zones its readers live in; 1 where all get it at once
     * @param next when the first of them comes due; nothing: when something is released
     * @param overdue when the first of those came due that nobody has made yet
     * @param isLate whether all of those are too late, so that their news go into the next
     */
    public record Times(
            List<LocalDateTime> dates,
            ZoneId home,
            int zones,
            Optional<Instant> next,
            Optional<Instant> overdue,
            boolean isLate) {
        public Times {
            dates = List.copyOf(dates);
        }
    }

    /** Whether it is what is urgent, to those whom it concerns. */
    public boolean isOutOfTurn() {
        return cadence.id().equals(DueWave.BREAKING) || isOfCorrections();
    }

    /** Whether it is urgent corrections, to those who were sent the error. */
    public boolean isOfCorrections() {
        return cadence.id().equals(DueWave.CORRECTION);
    }
}
