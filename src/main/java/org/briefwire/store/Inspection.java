package org.briefwire.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares what the database says in one place with what it says in another. Each comparison is one
 * statement over whole tables, so that memory does not grow with them, and sees one moment, so that
 * it is right beside a running server; what is under way is left out.
 */
public final class Inspection {
    private static final int MOST = 20;

    private static final String NAME =
            "e.list || ' ' || COALESCE('number ' || e.number, e.cadence || ' ' || e.slot)";

    /** What a person does about rows that only a fault or a hand in the database leaves. */
    private static final String RESTORE =
            "nothing in Briefwire leaves this: restore the last good backup, or ask who changed the"
                    + " database";

    private final Database database;

    public Inspection(Database database) {
        this.database = database;
    }

    /**
     * Two places that disagree.
     *
     * @param area releases, editions, contents, readers or deliveries
     * @param finding what is wrong, in a sentence
     * @param remedy what to do
     */
    public record Gap(String area, String finding, String remedy) {}

    /** In the finding and the remedy, {what} and {n} are the columns of a row. */
    private record Comparison(String area, String finding, String remedy, String sql) {}

    private static final List<Comparison> COMPARISONS =
            List.of(
                    new Comparison(
                            "releases",
                            "head says {what}, the last release is {n}: the next release fails or"
                                    + " leaves a hole",
                            "stop Briefwire and set head.seq to {n}, or restore the last good backup",
                            """
                            SELECT '' || h.seq AS what,
                                COALESCE((SELECT MAX(seq) FROM release), 0) AS n
                            FROM head h
                            WHERE h.seq <> COALESCE((SELECT MAX(seq) FROM release), 0)
                            """),
                    new Comparison(
                            "releases",
                            "release {what} is missing: readers whose cursor passed it never got it",
                            RESTORE,
                            """
                            SELECT '' || (h.seq + 1) AS what, 1 AS n
                            FROM (SELECT 0 AS seq UNION ALL SELECT seq FROM release) h
                            WHERE h.seq < (SELECT MAX(seq) FROM release)
                              AND NOT EXISTS (SELECT 1 FROM release r WHERE r.seq = h.seq + 1)
                            """),
                    new Comparison(
                            "releases",
                            "release {what} is of a revision that is not there",
                            RESTORE,
                            """
                            SELECT r.seq || ' (' || b.slug || ')' AS what, 1 AS n
                            FROM release r JOIN briefing b ON b.id = r.briefing
                            WHERE NOT EXISTS (
                                SELECT 1 FROM revision v
                                WHERE v.briefing = r.briefing AND v.revision = r.revision)
                            """),
                    new Comparison(
                            "archive",
                            "briefing {what} counts as public and has no release: no page, feed or"
                                    + " mail shows it",
                            RESTORE,
                            """
                            SELECT b.slug AS what, 1 AS n FROM briefing b
                            WHERE b.state = 'released'
                              AND NOT EXISTS (SELECT 1 FROM release r WHERE r.briefing = b.id)
                            """),
                    new Comparison(
                            "archive",
                            "briefing {what}: its newest revision is not there, so its page can't be"
                                    + " shown",
                            RESTORE,
                            """
                            SELECT b.slug AS what, 1 AS n FROM briefing b
                            WHERE NOT EXISTS (
                                SELECT 1 FROM revision v
                                WHERE v.briefing = b.id AND v.revision = b.revision)
                            """),
                    new Comparison(
                            "archive",
                            "edition {what} has no page to show: its content is not there",
                            RESTORE,
                            """
                            SELECT %s AS what, 1 AS n FROM edition e
                            WHERE e.canonical IS NOT NULL AND NOT EXISTS (
                                SELECT 1 FROM content c
                                WHERE c.id = e.canonical AND c.edition = e.id)
                            """
                                    .formatted(NAME)),
                    new Comparison(
                            "editions",
                            "edition {what} has no number, and {n} deliveries",
                            RESTORE,
                            """
                            SELECT %s AS what,
                                (SELECT COUNT(*) FROM delivery d WHERE d.edition = e.id) AS n
                            FROM edition e
                            WHERE e.number IS NULL
                              AND (e.canonical IS NOT NULL
                                OR EXISTS (SELECT 1 FROM delivery d WHERE d.edition = e.id))
                            """
                                    .formatted(NAME)),
                    new Comparison(
                            "editions",
                            "list {what}: numbers that were given belong to no edition ({n})",
                            RESTORE,
                            """
                            SELECT s.list AS what, s.number - COUNT(e.number) AS n
                            FROM list_state s LEFT JOIN edition e ON e.list = s.list
                            GROUP BY s.list, s.number
                            HAVING s.number <> COUNT(e.number)
                                OR s.number <> COALESCE(MAX(e.number), 0)
                            """),
                    new Comparison(
                            "editions",
                            "edition {what}: waves were begun more than a day ago and never ended ({n})",
                            "'run' ends them; if it says why it can't, mend that first",
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM wave w JOIN edition e ON e.id = w.edition
                            WHERE w.outcome = 'open' AND w.due < :old
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(NAME)),
                    new Comparison(
                            "contents",
                            "edition {what}: contents carry no briefing ({n})",
                            RESTORE,
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM content c JOIN edition e ON e.id = c.edition
                            WHERE NOT EXISTS (SELECT 1 FROM content_item i WHERE i.content = c.id)
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(NAME)),
                    new Comparison(
                            "contents",
                            "edition {what}: a content carries the same briefing twice ({n})",
                            RESTORE,
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM (SELECT content FROM content_item
                                  GROUP BY content, briefing HAVING COUNT(*) > 1) i
                            JOIN content c ON c.id = i.content JOIN edition e ON e.id = c.edition
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(NAME)),
                    new Comparison(
                            "contents",
                            "edition {what}: items are of a revision that is not there ({n})",
                            RESTORE,
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM content_item i JOIN content c ON c.id = i.content
                            JOIN edition e ON e.id = c.edition
                            WHERE NOT EXISTS (
                                SELECT 1 FROM revision v
                                WHERE v.briefing = i.briefing AND v.revision = i.revision)
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(NAME)),
                    new Comparison(
                            "contents",
                            "edition {what}: contents are for nobody: no group of readers, no"
                                    + " delivery and no page has them ({n})",
                            "they only take room; if readers of this edition miss it, restore the last"
                                    + " good backup",
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM content c JOIN edition e ON e.id = c.edition
                            WHERE e.state IN ('sealed', 'done')
                              AND (e.canonical IS NULL OR e.canonical <> c.id)
                              AND NOT EXISTS (SELECT 1 FROM wave w WHERE w.edition = e.id
                                              AND w.outcome IN ('open', 'held'))
                              AND c.id NOT IN (SELECT content FROM stale_content)
                              AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.content = c.id)
                              AND NOT EXISTS (
                                SELECT 1 FROM wave_group g JOIN wave w ON w.id = g.wave
                                WHERE w.edition = e.id AND g.content = c.id)
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(NAME)),
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
                                    .formatted(NAME)),
                    new Comparison(
                            "readers",
                            "edition {what}: readers' cursors no longer stand where it left them:"
                                    + " further on they miss news, further back they get some twice ({n})",
                            RESTORE,
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM subscription s JOIN wave w ON w.id = s.moved_by
                            JOIN edition e ON e.id = w.edition
                            WHERE s.cursor <> w.cutoff AND s.since <= w.due
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(NAME)),
                    new Comparison(
                            "readers",
                            "list {what}: cursors stand behind the last release that there is: these"
                                    + " readers get nothing until it is reached ({n})",
                            RESTORE,
                            """
                            SELECT s.list AS what, COUNT(*) AS n FROM subscription s
                            WHERE s.cursor > (SELECT seq FROM head WHERE one = 1)
                            GROUP BY s.list
                            """),
                    new Comparison(
                            "deliveries",
                            "edition {what}: deliveries have the content of another edition ({n})",
                            RESTORE,
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM delivery d JOIN content c ON c.id = d.content
                            JOIN edition e ON e.id = d.edition
                            WHERE c.edition <> d.edition
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(NAME)),
                    new Comparison(
                            "deliveries",
                            "edition {what}: readers got news in it that they had got before ({n})",
                            RESTORE,
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
                                JOIN subscription s ON s.id = d.subscription
                                WHERE d.state <> 'cancelled' AND s.since <= x.made)
                            SELECT %s AS what, COUNT(*) AS n
                            FROM step JOIN edition e ON e.id = step.edition
                            WHERE step.had > step.from_seq
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(NAME)),
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
                                    .formatted(NAME)),
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
                                    .formatted(NAME)),
                    new Comparison(
                            "deliveries",
                            "edition {what}: deliveries have been due for more than a day, and nobody"
                                    + " sends them ({n})",
                            "start 'serve', or 'run'; 'check' tries the servers",
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM delivery d JOIN edition e ON e.id = d.edition
                            WHERE d.pool = 0 AND d.due < :old
                              AND d.state IN ('pending', 'deferred') AND e.paused IS NULL
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(NAME)));

    /**
     * Every gap, the first twenty of a kind.
     *
     * @param old what has not ended since then has been forgotten
     */
    public List<Gap> gaps(Instant old) {
        var gaps = new ArrayList<Gap>();
        for (var comparison : COMPARISONS) {
            var found = rows(comparison, old);
            found.stream().limit(MOST).forEach(row -> gaps.add(row.gap(comparison)));
            if (found.size() > MOST) {
                gaps.add(new Gap(comparison.area(), "... and more of that kind", RESTORE));
            }
        }
        return List.copyOf(gaps);
    }

    private record Row(String what, long n) {
        Gap gap(Comparison of) {
            return new Gap(of.area(), filled(of.finding()), filled(of.remedy()));
        }

        private String filled(String text) {
            return text.replace("{what}", what).replace("{n}", Long.toString(n));
        }
    }

    private List<Row> rows(Comparison comparison, Instant old) {
        return database.read(handle -> {
            var query =
                    handle.createQuery(
                            "SELECT what, n FROM (%s) found ORDER BY what, n LIMIT %d"
                                    .formatted(comparison.sql(), MOST + 1));
            if (comparison.sql().contains(":old")) {
                query.bind("old", old.toEpochMilli());
            }
            return query.map((row, context) -> new Row(row.getString("what"), row.getLong("n")))
                    .list();
        });
    }

    /** How much there is to compare. */
    public record Extent(long releases, long editions, long contents, long deliveries) {}

    public Extent extent() {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT (SELECT COUNT(*) FROM release) AS releases,
                                    (SELECT COUNT(*) FROM edition) AS editions,
                                    (SELECT COUNT(*) FROM content) AS contents,
                                    (SELECT COUNT(*) FROM delivery) AS deliveries
                                """)
                        .map((row, context) ->
                                new Extent(
                                        row.getLong("releases"),
                                        row.getLong("editions"),
                                        row.getLong("contents"),
                                        row.getLong("deliveries")))
                        .one());
    }
}
