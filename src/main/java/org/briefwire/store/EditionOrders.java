package org.briefwire.store;

import java.time.Instant;
import java.util.List;
import org.briefwire.model.EditionId;
import org.jdbi.v3.core.Handle;

/**
 * What a person orders about an edition that is held or going out. Each order is one transaction
 * and may be given twice; what is being handed over at that moment is finished first.
 */
public final class EditionOrders {
    private static final int CLAIMED = 0;
    private static final int WAITING = 1;

    private final Database database;

    public EditionOrders(Database database) {
        this.database = database;
    }

    /**
     * Lets an edition go out, its later waves too: those that are held are open again, with the
     * cut-off that they had.
     *
     * @return how many waves were held
     */
    public int approve(EditionId edition, Instant now) {
        return database.write(handle -> {
            update(
                    handle,
                    "UPDATE edition SET approved = COALESCE(approved, :now) WHERE id = :edition",
                    edition,
                    now);
            var held =
                    update(
                            handle,
                            """
                            UPDATE wave SET outcome = 'open'
                            WHERE edition = :edition AND outcome = 'held'
                            """,
                            edition,
                            now);
            update(
                    handle,
                    """
                    UPDATE edition SET state = 'open', findings = ''
                    WHERE id = :edition AND state = 'held'
                    """,
                    edition,
                    now);
            return held;
        });
    }

    /**
     * Stops an edition for good. Who did not get it yet has their cursor back, so that its news
     * come with their next edition; if that was made already, they are owed them by the one after.
     *
     * @return how many deliveries were stopped
     */
    public int cancel(EditionId edition, Instant now) {
        return database.write(handle -> {
            // the waves first: one that is being made stops; then the deliveries: none of them can
            // be claimed any more when the cursors move
            update(
                    handle,
                    """
                    UPDATE wave SET outcome = 'cancelled'
                    WHERE edition = :edition AND outcome IN ('open', 'held')
                    """,
                    edition,
                    now);
            var stopped =
                    update(
                            handle,
                            """
                            UPDATE delivery
                            SET state = 'cancelled', reply = 'the edition was cancelled',
                                done = :now
                            WHERE edition = :edition AND state IN ('pending', 'deferred')
                            """,
                            edition,
                            now);
            Owing.settle(handle, database.dialect(), edition, now);
            update(
                    handle,
                    """
                    UPDATE edition SET state = 'cancelled', paused = NULL, paused_because = ''
                    WHERE id = :edition AND state IN ('open', 'held', 'sealed')
                    """,
                    edition,
                    now);
            return stopped;
        });
    }

    /** Lets an edition's deliveries wait, those of its later waves too. */
    public void pause(EditionId edition, Instant now) {
        database.change(handle -> pause(handle, edition, now));
    }

    static void pause(Handle handle, EditionId edition, Instant now) {
        update(
                handle,
                "UPDATE edition SET paused = COALESCE(paused, :now) WHERE id = :edition",
                edition,
                now);
        pool(handle, edition, ProviderPools.QUEUED, WAITING);
    }

    /**
     * Pauses an edition because something is wrong with it, for as long as a person does not let it
     * go on.
     *
     * @return the edition
     */
    public Editions.Edition stop(EditionId edition, String because, Instant now) {
        return database.write(handle -> {
            handle.createUpdate(
                            """
                            UPDATE edition SET paused = :now, paused_because = :because
                            WHERE id = :edition AND paused IS NULL
                            """)
                    .bind("edition", edition.value())
                    .bind("because", because)
                    .bind("now", now.toEpochMilli())
                    .execute();
            pool(handle, edition, ProviderPools.QUEUED, WAITING);
            return handle.createQuery("SELECT * FROM edition WHERE id = :edition")
                    .bind("edition", edition.value())
                    .map((row, context) -> Editions.edition(row))
                    .one();
        });
    }

    /**
     * Pauses the editions with a delivery that should have been handed over, or tried again, before
     * an instant.
     *
     * @return those that were not paused before
     */
    public List<Editions.Edition> pauseStale(Instant before, Instant now) {
        return pauseWhere("due < :before", before, now);
    }

    /**
     * Pauses the editions with a delivery that should have been handed over for the first time
     * before an instant, whenever it is to be tried again.
     *
     * @return those that were not paused before
     */
    public List<Editions.Edition> pauseLeft(Instant before, Instant now) {
        return pauseWhere("COALESCE(first_due, due) < :before", before, now);
    }

    private List<Editions.Edition> pauseWhere(String isOld, Instant before, Instant now) {
        var stale =
                database.read(handle ->
                        handle.createQuery(
                                        """
                                        SELECT id FROM edition
                                        WHERE paused IS NULL
                                          AND (excused IS NULL OR excused < :now) AND id IN (
                                            SELECT edition FROM delivery
                                            WHERE %s AND %s
                                              AND state IN ('pending', 'deferred'))
                                        ORDER BY id
                                        """
                                                .formatted(ProviderPools.QUEUED, isOld))
                                .bind("before", before.toEpochMilli())
                                .bind("now", now.toEpochMilli())
                                .mapTo(long.class)
                                .map(EditionId::new)
                                .list());
        return stale.stream().map(edition -> stop(edition, Stopped.HALF_SENT, now)).toList();
    }

    /** Lets a paused edition go on; what is overdue is due now. */
    public void resume(EditionId edition, Instant now) {
        database.change(handle -> resume(handle, edition, now));
    }

    static void resume(Handle handle, EditionId edition, Instant now) {
        update(
                handle,
                "UPDATE edition SET paused = NULL, paused_because = '' WHERE id = :edition",
                edition,
                now);
        update(
                handle,
                """
                UPDATE delivery SET due = :now
                WHERE edition = :edition AND due < :now AND state IN ('pending', 'deferred')
                """,
                edition,
                now);
        pool(handle, edition, "pool = " + WAITING, CLAIMED);
    }

    // out of the way of claims; the claim itself leaves paused editions alone
    private static void pool(Handle handle, EditionId edition, String from, int to) {
        handle.createUpdate(
                        """
                        UPDATE delivery SET pool = :to
                        WHERE edition = :edition AND %s
                          AND state IN ('pending', 'deferred')
                        """
                                .formatted(from))
                .bind("edition", edition.value())
                .bind("to", to)
                .execute();
    }

    /**
     * Tries again what failed for those who still want it; corrections that passed them by because
     * they had nothing to correct are owed. A mail of which a part came with another since is
     * stopped: the rest comes with the next edition. What is in doubt stays as it is: it may have
     * arrived.
     *
     * @return how many deliveries are pending again
     */
    public int retry(EditionId edition, Instant now) {
        return database.write(handle -> {
            Owing.stopWhatCameOtherwise(handle, database.dialect(), edition, now);
            var again =
                    update(
                            handle,
                            """
                            UPDATE delivery
                            SET state = 'pending', due = :now, first_due = :now, attempts = 0,
                                server = '', reply = '', done = NULL
                            WHERE edition = :edition AND state = 'failed' AND doubt = 0
                              AND subscription IN (
                                SELECT s.id FROM subscription s
                                JOIN subscriber r ON r.id = s.subscriber
                                LEFT JOIN suppression x ON x.key_hash = r.key_hash
                                WHERE s.state = 'active' AND x.key_hash IS NULL)
                            """,
                            edition,
                            now);
            Owing.correct(handle, database.dialect(), edition, now);
            update(
                    handle,
                    """
                    UPDATE edition SET state = 'sealed' WHERE id = :edition AND state = 'done'
                    """,
                    edition,
                    now);
            return again;
        });
    }

    private static int update(Handle handle, String sql, EditionId edition, Instant now) {
        var statement = handle.createUpdate(sql).bind("edition", edition.value());
        return sql.contains(":now")
                ? statement.bind("now", now.toEpochMilli()).execute()
                : statement.execute();
    }
}
