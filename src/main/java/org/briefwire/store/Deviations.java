package org.briefwire.store;

/**
 * Where what a subscription gets deviates from its cursor, as one text that groups those who
 * deviate alike: '-12' for a release beyond the cursor that they had out of turn, '+9' for one
 * behind it that they are still owed, '+14' for the correction of what they were sent.
 *
 * <p>Only deliveries and notes of a subscription decide it, and these come with a lock on its row:
 * who holds the row reads what nobody changes.
 */
final class Deviations {
    /** What is owed and nobody has made good for, to look at before moving. */
    static final String OWED = "(o.taken_by IS NULL OR o.taken_by = :wave)";

    /** What this wave made good for, to look at after moving. */
    static final String TAKEN = "o.taken_by = :wave";

    private Deviations() {}

    /**
     * A query of (subscription, deviation), of those who have one; binds :from and :to (which
     * subscriptions), :floor (no cursor stands before it), :cutoff and :wave.
     *
     * @param cursor the column of subscription s with the cursor, as it was before the wave
     * @param owed which of what is owed: {@link #OWED} or {@link #TAKEN}
     */
    static String sql(String cursor, String owed) {
        return """
        SELECT t.subscription, string_agg(t.term, ' ' ORDER BY t.seq, t.term) AS deviation
        FROM (
            SELECT x.subscription, x.release AS seq, '-' || x.release AS term
            FROM out_of_turn x JOIN subscription s ON s.id = x.subscription
            WHERE x.release > :floor AND x.release <= :cutoff AND x.release > CURSOR
              AND x.subscription > :from AND x.subscription <= :to
            UNION ALL
            SELECT o.subscription, o.release AS seq, '+' || o.release AS term
            FROM owed o
            WHERE o.subscription > :from AND o.subscription <= :to
              AND o.release <= :cutoff AND OWED
            UNION ALL
            SELECT d.subscription, r.seq, '+' || r.seq AS term
            FROM release r
            JOIN (SELECT DISTINCT c.edition, i.briefing
                  FROM content_item i JOIN content c ON c.id = i.content
                  WHERE i.briefing IN (
                    SELECT q.briefing FROM release q
                    WHERE q.seq > :floor AND q.seq <= :cutoff
                      AND q.kind = 'correction' AND q.quiet = 0)) e ON e.briefing = r.briefing
            JOIN delivery d ON d.edition = e.edition
              AND d.subscription > :from AND d.subscription <= :to
            JOIN content_item i ON i.briefing = r.briefing AND i.content = d.content
            JOIN subscription s ON s.id = d.subscription AND CURSOR < r.seq
            WHERE r.seq > :floor AND r.seq <= :cutoff AND r.kind = 'correction' AND r.quiet = 0
              AND d.state <> 'cancelled' AND (d.state <> 'failed' OR d.doubt = 1)
            GROUP BY d.subscription, r.seq, r.revision
            HAVING MAX(i.revision) < r.revision
        ) t GROUP BY t.subscription
        """
                .replace("CURSOR", cursor)
                .replace("OWED", owed);
    }
}
