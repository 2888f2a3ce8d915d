package org.briefwire.edition;

/** Questions to the ledger of deliveries; each answers with what is wrong. */
final class Ledger {
    /** The same news twice, or the same revision twice. */
    static final String REPEATS =
            """
            SELECT d.subscription || ' has repeated ' || i.briefing FROM delivery d
            JOIN content_item i ON i.content = d.content
            WHERE d.state <> 'cancelled'
            GROUP BY d.subscription, i.briefing
            HAVING COUNT(*) > COUNT(DISTINCT i.revision)
              OR SUM(CASE WHEN i.kind = 'new' THEN 1 ELSE 0 END) > 1
            """;

    /**
     * A correction for one for whom no earlier revision was ever made. One that was stopped is
     * none: nobody gets it; and what was withdrawn since is no more in the mails that waited.
     */
    static final String UNASKED =
            """
            SELECT d.subscription || ' is unasked corrected ' || i.briefing FROM delivery d
            JOIN content_item i ON i.content = d.content AND i.kind = 'correction'
            JOIN briefing b ON b.id = i.briefing AND b.state = 'released'
            WHERE d.state <> 'cancelled' AND NOT EXISTS (
                SELECT 1 FROM delivery x JOIN content_item j ON j.content = x.content
                WHERE x.subscription = d.subscription AND x.edition <> d.edition
                  AND j.briefing = i.briefing AND j.revision < i.revision)
            """;

    /** Who stays with the error that a later correction names. */
    static final String UNCORRECTED =
            """
            SELECT s.id || ' is left with ' || r.briefing || ' uncorrected by ' || r.seq
            FROM subscription s JOIN release r ON r.kind = 'correction'
            JOIN briefing b ON b.id = r.briefing AND b.state = 'released'
            WHERE s.state = 'active' AND r.seq <= s.cursor
              AND (SELECT MAX(i.revision) FROM delivery d
                   JOIN content_item i ON i.content = d.content
                   WHERE d.subscription = s.id AND i.briefing = r.briefing
                     AND d.state <> 'cancelled' AND (d.state <> 'failed' OR d.doubt = 1))
                  < r.revision
            """;

    /** A withdrawn briefing in mail that waits. */
    static final String TAKEN_BACK =
            """
            SELECT d.subscription || ' still waits for ' || i.briefing FROM delivery d
            JOIN content_item i ON i.content = d.content
            JOIN briefing b ON b.id = i.briefing AND b.state = 'withdrawn'
            WHERE d.state IN ('pending', 'deferred')
            """;

    private Ledger() {}
}
