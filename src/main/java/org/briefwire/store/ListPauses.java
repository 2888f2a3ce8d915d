package org.briefwire.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.briefwire.model.EditionId;
import org.briefwire.model.ListId;
import org.jdbi.v3.core.Handle;

/**
 * Lists that send nothing because too many complained: what was queued is paused, and new editions
 * are held, until a person lets the list go on.
 */
public final class ListPauses {
    private static final double MILLION = 1_000_000;

    private final Database database;

    public ListPauses(Database database) {
        this.database = database;
    }

    /** Why a list is paused, and since when. */
    public record Pause(ListId list, String reason, Instant at) {}

    /**
     * When complaints pause a list.
     *
     * @param perMillion more than this of an edition's mails that were sent, in millionths
     * @param atLeast and at least so many
     */
    public record Limit(int perMillion, int atLeast) {}

    public Optional<Pause> find(ListId list) {
        return database.read(handle -> find(handle, list));
    }

    static Optional<Pause> find(Handle handle, ListId list) {
        return handle.createQuery("SELECT reason, at FROM list_pause WHERE list = :list")
                .bind("list", list.value())
                .map((row, _) ->
                        new Pause(
                                list,
                                row.getString("reason"),
                                Instant.ofEpochMilli(row.getLong("at"))))
                .findOne();
    }

    /** Pauses a list; what is queued of it waits. Again: changes nothing. */
    public boolean pause(ListId list, String reason, Instant at) {
        return database.write(handle -> pause(handle, new Pause(list, reason, at)));
    }

    private static boolean pause(Handle handle, Pause pause) {
        var paused =
                handle.createUpdate(
                                """
                                INSERT INTO list_pause (list, at, reason)
                                VALUES (:list, :at, :reason) ON CONFLICT (list) DO NOTHING
                                """)
                        .bind("list", pause.list().value())
                        .bind("at", pause.at().toEpochMilli())
                        .bind("reason", pause.reason())
                        .execute();
        if (paused == 0) {
            return false;
        }
        handle.createQuery(
                        """
                        SELECT id FROM edition
                        WHERE list = :list AND state IN ('open', 'sealed') AND paused IS NULL
                        """)
                .bind("list", pause.list().value())
                .mapTo(Long.class)
                .list()
                .forEach(id -> EditionOrders.pause(handle, new EditionId(id), pause.at()));
        return true;
    }

    /**
     * Lets a list go on, and the editions that were paused with it.
     *
     * @return how many editions; nothing: it was not paused
     */
    public Optional<Integer> resume(ListId list, Instant now) {
        return database.write(handle ->
                find(handle, list)
                        .map(pause -> {
                            handle.createUpdate("DELETE FROM list_pause WHERE list = :list")
                                    .bind("list", list.value())
                                    .execute();
                            var editions = pausedWith(handle, pause);
                            editions.forEach(edition -> EditionOrders.resume(handle, edition, now));
                            return editions.size();
                        }));
    }

    private static List<EditionId> pausedWith(Handle handle, Pause pause) {
        return handle.createQuery(
                        """
                        SELECT id FROM edition
                        WHERE list = :list AND paused = :at AND state IN ('open', 'sealed')
                        """)
                .bind("list", pause.list().value())
                .bind("at", pause.at().toEpochMilli())
                .mapTo(Long.class)
                .map(EditionId::new)
                .list();
    }

    /** Pauses the list of an edition that more complained of than the limit has. */
    static Optional<Pause> pauseIfComplained(
            Handle handle, EditionId edition, Limit limit, Instant at) {
        var complaints = complaints(handle, edition);
        var sent =
                handle.createQuery(
                                """
                                SELECT count(*) FROM delivery
                                WHERE edition = :edition AND state = 'sent'
                                """)
                        .bind("edition", edition.value())
                        .mapTo(Long.class)
                        .one();
        if (complaints < limit.atLeast() || complaints * MILLION <= sent * limit.perMillion()) {
            return Optional.empty();
        }
        return handle.createQuery("SELECT list, number FROM edition WHERE id = :edition")
                .bind("edition", edition.value())
                .map((row, _) ->
                        new Pause(
                                new ListId(row.getString("list")),
                                String.format(
                                        Locale.ROOT,
                                        "%d of %d who got number %d complained",
                                        complaints,
                                        sent,
                                        row.getLong("number")),
                                at))
                .findOne()
                .filter(pause -> pause(handle, pause));
    }

    private static long complaints(Handle handle, EditionId edition) {
        return handle.createQuery(
                        """
                        SELECT count(DISTINCT r.subscription) FROM bounce_recipient r
                        JOIN bounce b ON b.id = r.bounce
                        WHERE r.edition = :edition AND b.kind = 'complaint'
                          AND r.effect LIKE '%suppressed%'
                        """)
                .bind("edition", edition.value())
                .mapTo(Long.class)
                .one();
    }
}
