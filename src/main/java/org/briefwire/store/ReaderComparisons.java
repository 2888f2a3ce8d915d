package org.briefwire.store;

import java.util.List;

/** What readers got, compared with what was made for them: cursors and deliveries. */
final class ReaderComparisons {
    private ReaderComparisons() {}

    static final List<Comparison> ALL =
            List.of(
                    new Comparison(
                            "readers",
                            "edition {what}: readers were counted as served and have no delivery ({n})",
                            "they did not get it: restore the last good backup, or send them its page",
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM subscription s JOIN wave w ON w.id = s.moved_by
                            JOIN edition e ON e.id = w.edition
                            JOIN wave_group g
                              ON g.wave = w.id AND g.choice = s.choice AND g.cursor = s.prev
                            WHERE s.cursor = w.cutoff
                              AND NOT EXISTS (SELECT 1 FROM wave_group h
                                WHERE h.wave = g.wave AND h.choice = g.choice
                                  AND h.cursor = g.cursor AND h.content IS NULL)
                              AND w.outcome = 'made'
                              AND (s.paused_until IS NULL OR s.paused_until <= w.due)
                              AND NOT EXISTS (SELECT 1 FROM delivery d
                                WHERE d.edition = w.edition AND d.subscription = s.id)
                              AND NOT EXISTS (SELECT 1 FROM subscription_event v
                                WHERE v.subscription = s.id AND v.kind = 'changed'
                                  AND v.at >= w.due)
                              AND s.subscriber NOT IN (
                                SELECT r.id FROM subscriber r
                                JOIN suppression x ON x.key_hash = r.key_hash)
                              AND s.subscriber NOT IN (
                                SELECT r.id FROM subscriber r
                                JOIN suppression_event x ON x.key_hash = r.key_hash)
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(Comparison.NAME)),
                    new Comparison(
                            "readers",
                            "edition {what}: readers' cursors no longer stand where it left them:"
                                    + " further on they miss news, further back they get some twice ({n})",
                            Comparison.RESTORE,
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM subscription s JOIN wave w ON w.id = s.moved_by
                            JOIN edition e ON e.id = w.edition
                            WHERE s.cursor <> w.cutoff AND s.since <= w.due
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(Comparison.NAME)),
                    new Comparison(
                            "readers",
                            "list {what}: cursors stand behind the last release that there is: these"
                                    + " readers get nothing until it is reached ({n})",
                            Comparison.RESTORE,
                            """
                            SELECT s.list AS what, COUNT(*) AS n FROM subscription s
                            WHERE s.cursor > (SELECT seq FROM head WHERE one = 1)
                            GROUP BY s.list
                            """),
                    new Comparison(
                            "deliveries",
                            "edition {what}: deliveries have the content of another edition ({n})",
                            Comparison.RESTORE,
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM delivery d JOIN content c ON c.id = d.content
                            JOIN edition e ON e.id = d.edition
                            WHERE c.edition <> d.edition
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(Comparison.NAME)),
                    new Comparison(
                            "deliveries",
                            "edition {what}: readers got news in it that they had got before ({n})",
                            Comparison.RESTORE,
                            """
                            WITH last_of AS (
                                SELECT i.content, MAX(f.seq) AS seq
                                FROM content_item i JOIN (
                                    SELECT briefing, MIN(seq) AS seq FROM release
                                    WHERE kind = 'new' GROUP BY briefing) f
                                  ON f.briefing = i.briefing
                                WHERE i.kind = 'new' GROUP BY i.content),
                            step AS (
                                SELECT d.edition, d.from_seq, LAG(l.seq) OVER (
                                    PARTITION BY d.subscription ORDER BY d.from_seq, l.seq) AS had
                                FROM delivery d
                                JOIN last_of l ON l.content = d.content
                                JOIN edition x ON x.id = d.edition
                                  AND x.cadence NOT IN ('breaking', 'correction')
                                JOIN subscription s ON s.id = d.subscription
                                WHERE d.state <> 'cancelled' AND s.since <= x.made)
                            SELECT %s AS what, COUNT(*) AS n
                            FROM step JOIN edition e ON e.id = step.edition
                            WHERE step.had > step.from_seq
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(Comparison.NAME)),
                    new Comparison(
                            "deliveries",
                            "edition {what}: readers got news in it that they had got out of turn ({n})",
                            Comparison.RESTORE,
                            """
                            SELECT %s AS what, COUNT(DISTINCT d.subscription) AS n
                            FROM out_of_turn o
                            JOIN edition x ON x.id = o.edition
                            JOIN delivery b ON b.edition = o.edition
                              AND b.subscription = o.subscription AND b.state <> 'cancelled'
                            JOIN subscription s ON s.id = o.subscription AND s.since <= x.made
                            JOIN release r ON r.seq = o.release
                            JOIN content_item i ON i.briefing = r.briefing AND i.kind = 'new'
                            JOIN content c ON c.id = i.content AND c.edition <> o.edition
                            JOIN delivery d ON d.edition = c.edition AND d.content = c.id
                              AND d.subscription = o.subscription AND d.state <> 'cancelled'
                            JOIN edition e ON e.id = d.edition
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(Comparison.NAME)),
                    new Comparison(
                            "deliveries",
                            "edition {what}: what readers got out of turn was not noted, so that they"
                                    + " get it again ({n})",
                            Comparison.RESTORE,
                            """
                            SELECT %s AS what, COUNT(DISTINCT d.subscription) AS n
                            FROM edition e
                            JOIN delivery d ON d.edition = e.id AND d.state <> 'cancelled'
                            JOIN content_item i ON i.content = d.content AND i.kind = 'new'
                            WHERE e.cadence = 'breaking' AND NOT EXISTS (
                                SELECT 1 FROM release r JOIN out_of_turn o ON o.release = r.seq
                                WHERE r.briefing = i.briefing AND o.subscription = d.subscription)
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(Comparison.NAME)),
                    new Comparison(
                            "deliveries",
                            "briefing {what}: readers were sent what was corrected since, and not the"
                                    + " correction ({n})",
                            "they still believe the error: correct it once more, with a note of its own",
                            """
                            SELECT b.slug AS what, COUNT(*) AS n
                            FROM (
                                SELECT r.seq, r.briefing, r.at, d.subscription FROM release r
                                JOIN content_item i ON i.briefing = r.briefing
                                JOIN content c ON c.id = i.content
                                JOIN delivery d ON d.edition = c.edition AND d.content = c.id
                                  AND d.state <> 'cancelled'
                                WHERE r.kind = 'correction' AND r.quiet = 0
                                GROUP BY r.seq, r.briefing, r.at, r.revision, d.subscription
                                HAVING MAX(i.revision) < r.revision
                                  AND MAX(CASE WHEN d.state <> 'failed' OR d.doubt = 1
                                          THEN i.revision ELSE 0 END) > 0) u
                            JOIN briefing b ON b.id = u.briefing AND b.state = 'released'
                            JOIN subscription s ON s.id = u.subscription AND s.state = 'active'
                              AND s.cursor >= u.seq AND s.since <= u.at
                              AND (s.paused_until IS NULL OR s.paused_until <= u.at)
                            WHERE NOT EXISTS (SELECT 1 FROM owed o
                                WHERE o.subscription = s.id AND o.release = u.seq
                                  AND o.taken_by IS NULL)
                              AND NOT EXISTS (SELECT 1 FROM subscription_event v
                                WHERE v.subscription = s.id AND v.kind = 'changed' AND v.at >= u.at)
                              AND NOT EXISTS (SELECT 1 FROM subscriber p
                                JOIN suppression_event x ON x.key_hash = p.key_hash
                                WHERE p.id = s.subscriber)
                              AND NOT EXISTS (SELECT 1 FROM subscriber p
                                JOIN suppression x ON x.key_hash = p.key_hash
                                WHERE p.id = s.subscriber)
                            GROUP BY b.slug
                            """),
                    new Comparison(
                            "deliveries",
                            "edition {what}: deliveries are being handed over by nobody who lives ({n})",
                            "start 'serve' or 'run': they are due again at once",
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM delivery d JOIN edition e ON e.id = d.edition
                            WHERE d.state = 'sending' AND (d.owner IS NULL
                                OR NOT EXISTS (SELECT 1 FROM node o WHERE o.id = d.owner))
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(Comparison.NAME)),
                    new Comparison(
                            "deliveries",
                            "edition {what} is closed, and {n} of its deliveries still wait",
                            "'run' settles them",
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM delivery d JOIN edition e ON e.id = d.edition
                            WHERE d.state IN ('pending', 'deferred')
                              AND e.state IN ('done', 'replaced', 'cancelled', 'skipped')
                              AND NOT EXISTS (SELECT 1 FROM wave w WHERE w.edition = e.id
                                              AND w.outcome IN ('open', 'held'))
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(Comparison.NAME)),
                    new Comparison(
                            "deliveries",
                            "edition {what}: deliveries have been due for more than a day, and nobody"
                                    + " sends them ({n})",
                            "start 'serve', or 'run'; 'check' tries the servers",
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM delivery d JOIN edition e ON e.id = d.edition
                            WHERE %s AND d.due < :old
                              AND d.state IN ('pending', 'deferred') AND e.paused IS NULL
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(Comparison.NAME, ProviderPools.QUEUED)));
}
