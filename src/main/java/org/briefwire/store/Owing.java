package org.briefwire.store;

import java.time.Instant;
import java.util.List;
import org.briefwire.model.EditionId;
import org.jdbi.v3.core.Handle;

/**
 * What follows for the readers whose deliveries of an edition were stopped, or are tried again, in
 * the same transaction: what was stopped comes once more, unless another mail of theirs carries it,
 * and so do corrections of what they get now.
 *
 * <p>Who has the edition as their last has their cursor back; a mail out of turn may have brought
 * something beyond it since (a correction does), which is noted as had. Who is past it is owed: a
 * briefing that no other mail carries as news, one that another carries at an older revision as a
 * correction. A mail counts if it is neither stopped nor failed.
 */
final class Owing {
    /** Why a delivery is stopped that comes back from a server later than that. */
    static final String EDITION_CANCELLED = "the edition was cancelled";

    private static final String STOPPED =
            "d.edition = :edition AND d.state = 'cancelled' AND d.done = :now";
    private static final String TRIED_AGAIN =
            "d.edition = :edition AND d.state = 'pending' AND d.first_due = :now";
    private static final String FAILED =
            "d.edition = :edition AND d.state = 'failed' AND d.doubt = 0";
    private static final String STANDING =
            "x.state <> 'cancelled' AND (x.state <> 'failed' OR x.doubt = 1)";

    // of one of their mails, by the index of a subscription's: no join, or PostgreSQL, which knows
    // too little of rows this young, compares each with each; and '+ 0', or it looks for all mails
    // of the same content beside, once for each reader
    private static final String OF_STANDING =
            """
            SELECT %s FROM delivery x JOIN content_item j ON j.content = x.content + 0
            WHERE x.subscription = d.subscription AND x.edition >= :first
              AND j.briefing = i.briefing AND
            """
                    + STANDING;

    private final Handle handle;
    private final Dialect dialect;
    private final EditionId edition;
    private final Instant now;
    private final String which;
    private final long first;

    private Owing(Handle handle, Dialect dialect, EditionId edition, Instant now, String which) {
        this.handle = handle;
        this.dialect = dialect;
        this.edition = edition;
        this.now = now;
        this.which = which;
        this.first = first();
    }

    /**
     * Sees to those whose deliveries were stopped.
     *
     * @param now when that was
     */
    static void settle(Handle handle, Dialect dialect, EditionId edition, Instant now) {
        var owing = new Owing(handle, dialect, edition, now, STOPPED);
        owing.lock();
        owing.noteWhatTheyHaveBeyond();
        owing.moveCursorsBack();
        owing.forgetWhatDidNotGo();
        owing.oweNews();
        owing.oweNoCorrectionOfNothing();
        owing.oweCorrections();
    }

    /** Sees to what was being handed over when its edition was cancelled, and came back. */
    static void settleWhatCameBack(
            Handle handle, Dialect dialect, List<DeliveryOutcome> stopped, Instant now) {
        stopped.stream()
                .filter(outcome -> outcome.reply().equals(EDITION_CANCELLED))
                .map(DeliveryOutcome::edition)
                .distinct()
                .forEach(edition -> settle(handle, dialect, edition, now));
    }

    /**
     * Sees to those whose failed deliveries are tried again.
     *
     * @param now when they are due again
     */
    static void correct(Handle handle, Dialect dialect, EditionId edition, Instant now) {
        var owing = new Owing(handle, dialect, edition, now, TRIED_AGAIN);
        owing.lock();
        owing.oweNothingThatComesNow();
        owing.oweCorrections();
    }

    /**
     * Stops what failed and of which another mail brought a part since, as a later correction does,
     * or an edition's that made good for it; and sees to those readers.
     */
    static void stopWhatCameOtherwise(
            Handle handle, Dialect dialect, EditionId edition, Instant now) {
        var owing = new Owing(handle, dialect, edition, now, FAILED);
        owing.lock();
        if (owing.stopFailed() > 0) {
            settle(handle, dialect, edition, now);
        }
    }

    private int stopFailed() {
        return update(
                """
                UPDATE delivery AS d
                SET state = 'cancelled', reply = 'a part of it came with another mail', done = :now
                WHERE %s
                  AND d.subscription IN (SELECT s.id FROM subscription s WHERE s.state = 'active')
                  AND EXISTS (
                    SELECT 1 FROM content_item i
                    WHERE i.content = d.content AND EXISTS (
                        %s AND j.revision >= i.revision
                        AND (i.kind = 'correction' OR j.kind = 'new')))
                """
                        .formatted(FAILED, OF_STANDING.formatted("1")));
    }

    private void oweNothingThatComesNow() {
        update(
                """
                DELETE FROM owed WHERE taken_by IS NULL AND EXISTS (
                    SELECT 1 FROM delivery d JOIN content_item i ON i.content = d.content
                    JOIN release r ON r.briefing = i.briefing
                    WHERE %s AND d.subscription = owed.subscription AND r.seq = owed.release
                      AND (r.kind = 'new' AND i.kind = 'new'
                           OR r.kind = 'correction' AND i.revision >= r.revision))
                """
                        .formatted(TRIED_AGAIN));
    }

    // a wave that makes deliveries for them meanwhile is waited for, and then seen
    private void lock() {
        handle.createQuery(
                        """
                        SELECT COUNT(*) FROM (
                            SELECT s.id FROM subscription s WHERE s.id IN (
                                SELECT d.subscription FROM delivery d WHERE %s)
                            ORDER BY s.id %s) c
                        """
                                .formatted(which, dialect.locked()))
                .bind("edition", edition.value())
                .bind("now", now.toEpochMilli())
                .mapTo(long.class)
                .one();
    }

    /** No edition before it carries any of this edition's briefings. */
    private long first() {
        return handle.createQuery(
                        """
                        SELECT COALESCE(MIN(c.edition), :edition)
                        FROM content_item i JOIN content c ON c.id = i.content
                        WHERE i.briefing IN (
                            SELECT j.briefing FROM content_item j
                            JOIN content k ON k.id = j.content WHERE k.edition = :edition)
                        """)
                .bind("edition", edition.value())
                .mapTo(long.class)
                .one();
    }

    private void noteWhatTheyHaveBeyond() {
        update(
                """
                INSERT INTO out_of_turn (release, subscription, edition)
                SELECT n.seq, n.subscription, n.edition FROM (
                    SELECT r.seq, d.subscription, (%s) AS edition
                    FROM delivery d
                    JOIN subscription s ON s.id = d.subscription
                      AND s.moved_by IN (SELECT w.id FROM wave w WHERE w.edition = :edition)
                    JOIN content_item i ON i.content = d.content
                    JOIN release r ON r.briefing = i.briefing AND r.kind = 'new' AND r.quiet = 0
                      AND r.seq > d.from_seq
                    WHERE %s) n
                WHERE n.edition IS NOT NULL
                ON CONFLICT DO NOTHING
                """
                        .formatted(OF_STANDING.formatted("MAX(x.edition)"), STOPPED));
    }

    private void moveCursorsBack() {
        update(
                """
                UPDATE subscription SET moved_by = NULL, cursor = (
                    SELECT d.from_seq FROM delivery d
                    WHERE d.edition = :edition AND d.subscription = subscription.id)
                WHERE moved_by IN (SELECT w.id FROM wave w WHERE w.edition = :edition)
                  AND id IN (SELECT d.subscription FROM delivery d WHERE %s)
                """
                        .formatted(STOPPED));
    }

    // what went out of turn and did not go comes in its turn, unless another mail carries it
    private void forgetWhatDidNotGo() {
        var ofOthers =
                """
                (SELECT MAX(x.edition) FROM delivery x
                 JOIN content_item j ON j.content = x.content + 0
                 JOIN release r ON r.briefing = j.briefing
                 WHERE r.seq = out_of_turn.release AND x.edition >= :first
                   AND x.subscription = out_of_turn.subscription AND %s)
                """
                        .formatted(STANDING);
        var mine =
                """
                out_of_turn.edition = :edition AND out_of_turn.subscription IN (
                    SELECT d.subscription FROM delivery d WHERE %s)
                """
                        .formatted(STOPPED);
        update("DELETE FROM out_of_turn WHERE " + mine + " AND " + ofOthers + " IS NULL");
        update("UPDATE out_of_turn SET edition = " + ofOthers + " WHERE " + mine);
    }

    private void oweNews() {
        update(
                """
                INSERT INTO owed (subscription, release, taken_by)
                SELECT d.subscription, MAX(r.seq), NULL
                FROM delivery d
                JOIN subscription s ON s.id = d.subscription
                JOIN content_item i ON i.content = d.content
                JOIN release r ON r.briefing = i.briefing AND r.kind = 'new' AND r.quiet = 0
                  AND r.seq <= s.cursor
                WHERE %s AND NOT EXISTS (%s)
                GROUP BY d.subscription, i.briefing
                ON CONFLICT (subscription, release) DO UPDATE SET taken_by = NULL
                """
                        .formatted(STOPPED, OF_STANDING.formatted("1")));
    }

    private void oweNoCorrectionOfNothing() {
        update(
                """
                DELETE FROM owed WHERE taken_by IS NULL
                  AND subscription IN (SELECT d.subscription FROM delivery d WHERE %s)
                  AND release IN (SELECT r.seq FROM release r WHERE r.kind = 'correction')
                  AND NOT EXISTS (
                    SELECT 1 FROM delivery x JOIN content_item j ON j.content = x.content + 0
                    JOIN release r ON r.briefing = j.briefing
                    WHERE r.seq = owed.release AND x.subscription = owed.subscription AND %s)
                """
                        .formatted(STOPPED, STANDING));
    }

    private void oweCorrections() {
        update(
                """
                INSERT INTO owed (subscription, release, taken_by)
                SELECT d.subscription, MAX(r.seq), NULL
                FROM delivery d
                JOIN subscription s ON s.id = d.subscription
                JOIN content_item i ON i.content = d.content
                JOIN release r ON r.briefing = i.briefing AND r.kind = 'correction'
                  AND r.quiet = 0 AND r.seq <= s.cursor
                WHERE %s AND r.revision > (%s)
                GROUP BY d.subscription, i.briefing
                ON CONFLICT (subscription, release) DO UPDATE SET taken_by = NULL
                """
                        .formatted(which, OF_STANDING.formatted("MAX(j.revision)")));
    }

    private int update(String sql) {
        var statement = handle.createUpdate(sql).bind("edition", edition.value());
        if (sql.contains(":first")) {
            statement.bind("first", first);
        }
        return statement.bind("now", now.toEpochMilli()).execute();
    }
}
