package org.briefwire.store;

import java.util.List;

/** What is public and what it is made of, compared: releases, archive, editions, contents. */
final class PublicComparisons {
    private PublicComparisons() {}

    static final List<Comparison> ALL =
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
                            Comparison.RESTORE,
                            """
                            SELECT '' || (h.seq + 1) AS what, 1 AS n
                            FROM (SELECT 0 AS seq UNION ALL SELECT seq FROM release) h
                            WHERE h.seq < (SELECT MAX(seq) FROM release)
                              AND NOT EXISTS (SELECT 1 FROM release r WHERE r.seq = h.seq + 1)
                            """),
                    new Comparison(
                            "releases",
                            "release {what} is of a revision that is not there",
                            Comparison.RESTORE,
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
                            Comparison.RESTORE,
                            """
                            SELECT b.slug AS what, 1 AS n FROM briefing b
                            WHERE b.state = 'released'
                              AND NOT EXISTS (SELECT 1 FROM release r WHERE r.briefing = b.id)
                            """),
                    new Comparison(
                            "archive",
                            "briefing {what}: its newest revision is not there, so its page can't be"
                                    + " shown",
                            Comparison.RESTORE,
                            """
                            SELECT b.slug AS what, 1 AS n FROM briefing b
                            WHERE NOT EXISTS (
                                SELECT 1 FROM revision v
                                WHERE v.briefing = b.id AND v.revision = b.revision)
                            """),
                    new Comparison(
                            "archive",
                            "edition {what} has no page to show: its content is not there",
                            Comparison.RESTORE,
                            """
                            SELECT %s AS what, 1 AS n FROM edition e
                            WHERE e.canonical IS NOT NULL AND NOT EXISTS (
                                SELECT 1 FROM content c
                                WHERE c.id = e.canonical AND c.edition = e.id)
                            """
                                    .formatted(Comparison.NAME)),
                    new Comparison(
                            "editions",
                            "edition {what} has no number, and {n} deliveries",
                            Comparison.RESTORE,
                            """
                            SELECT %s AS what,
                                (SELECT COUNT(*) FROM delivery d WHERE d.edition = e.id) AS n
                            FROM edition e
                            WHERE e.number IS NULL
                              AND (e.canonical IS NOT NULL
                                OR EXISTS (SELECT 1 FROM delivery d WHERE d.edition = e.id))
                            """
                                    .formatted(Comparison.NAME)),
                    new Comparison(
                            "editions",
                            "list {what}: numbers that were given belong to no edition ({n})",
                            Comparison.RESTORE,
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
                                    .formatted(Comparison.NAME)),
                    new Comparison(
                            "contents",
                            "edition {what}: contents carry no briefing ({n})",
                            Comparison.RESTORE,
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM content c JOIN edition e ON e.id = c.edition
                            WHERE NOT EXISTS (SELECT 1 FROM content_item i WHERE i.content = c.id)
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(Comparison.NAME)),
                    new Comparison(
                            "contents",
                            "edition {what}: a content carries the same briefing twice ({n})",
                            Comparison.RESTORE,
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM (SELECT content FROM content_item
                                  GROUP BY content, briefing HAVING COUNT(*) > 1) i
                            JOIN content c ON c.id = i.content JOIN edition e ON e.id = c.edition
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(Comparison.NAME)),
                    new Comparison(
                            "contents",
                            "edition {what}: items are of a revision that is not there ({n})",
                            Comparison.RESTORE,
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM content_item i JOIN content c ON c.id = i.content
                            JOIN edition e ON e.id = c.edition
                            WHERE NOT EXISTS (
                                SELECT 1 FROM revision v
                                WHERE v.briefing = i.briefing AND v.revision = i.revision)
                            GROUP BY e.list, e.number, e.cadence, e.slot
                            """
                                    .formatted(Comparison.NAME)),
                    new Comparison(
                            "contents",
                            "edition {what}: contents are for nobody: no group of readers, no"
                                    + " delivery and no page has them ({n})",
                            "they only take room; if readers of this edition miss it, restore the last"
                                    + " good backup",
                            """
                            SELECT %s AS what, COUNT(*) AS n
                            FROM content c JOIN edition e ON e.id = c.edition
                            WHERE e.state IN ('sealed', 'done') AND e.approved IS NULL
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
                                    .formatted(Comparison.NAME)));
}
