package org.briefwire.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.EditionId;
import org.briefwire.model.ListId;

/** Editions that were paused because something is wrong with them. */
public final class Stopped {
    /** Why one is stopped that was found half-sent. */
    static final String HALF_SENT = "it was found half-sent";

    private final Database database;

    public Stopped(Database database) {
        this.database = database;
    }

    /** One that waits for a person. */
    public record Edition(
            EditionId id, ListId list, long number, String subject, String because, Instant at) {
        /** Whether that is all that is wrong with it. */
        public boolean isHalfSent() {
            return because.equals(HALF_SENT);
        }
    }

    /** All of them, the oldest first. */
    public List<Edition> all() {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT id, list, number, subject, paused_because, paused
                                FROM edition
                                WHERE paused_because <> '' AND paused IS NOT NULL
                                  AND number IS NOT NULL AND state <> 'cancelled'
                                ORDER BY id
                                """)
                        .map((row, _) ->
                                new Edition(
                                        new EditionId(row.getLong("id")),
                                        new ListId(row.getString("list")),
                                        row.getLong("number"),
                                        row.getString("subject"),
                                        row.getString("paused_because"),
                                        Instant.ofEpochMilli(row.getLong("paused"))))
                        .list());
    }

    /** Why an edition was stopped, if it was. */
    public Optional<String> because(EditionId edition) {
        return all().stream()
                .filter(stopped -> stopped.id().equals(edition))
                .map(Edition::because)
                .findFirst();
    }
}
