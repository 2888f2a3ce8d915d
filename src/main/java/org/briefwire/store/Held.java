package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.EditionId;
import org.briefwire.model.EditionState;
import org.briefwire.model.ListId;

/** Editions of which something is held, as the person sees them who is to decide. */
public final class Held {
    /** The finding of a list whose every edition waits for a person. */
    public static final String APPROVE_MANUAL = "the list says approve: manual";

    private static final String SELECT =
            """
            SELECT e.id, e.list, e.number, e.state, e.subject, e.findings, e.made,
                COALESCE(e.approved, e.made) AS since,
                (SELECT COUNT(*) FROM wave w WHERE w.edition = e.id AND w.outcome = 'held')
                    AS held,
                (SELECT COALESCE(MIN(w.due), e.made) FROM wave w WHERE w.edition = e.id) AS due,
                (SELECT COUNT(*) FROM subscription s
                 WHERE s.list = e.list AND s.state = 'active'
                   AND (s.cadence = e.cadence OR e.cadence = 'now')) AS people,
                (SELECT c.key FROM content c WHERE c.id = e.canonical) AS canonical_key
            FROM edition e
            """;

    private final Database database;

    public Held(Database database) {
        this.database = database;
    }

    /**
     * An edition.
     *
     * @param waiting whether anything of it is held now
     * @param people who have its list and cadence; those who chose other topics get nothing
     * @param heldSince when it was made, or last approved
     * @param canonicalKey names the content that its page shows
     */
    public record Edition(
            EditionId id,
            ListId list,
            long number,
            EditionState state,
            String subject,
            List<String> findings,
            boolean waiting,
            long people,
            Instant due,
            Instant heldSince,
            Optional<String> canonicalKey) {
        public Edition {
            findings = List.copyOf(findings);
        }
    }

    /** Those of which something is held, the oldest first. */
    public List<Edition> all() {
        return database.read(handle ->
                handle.createQuery(
                                SELECT
                                        + """
                                        WHERE e.id IN (SELECT edition FROM wave WHERE outcome = 'held')
                                          AND e.number IS NOT NULL
                                        ORDER BY e.id
                                        """)
                        .map((row, _) -> edition(row))
                        .list());
    }

    /** An edition, whether anything of it is held or not any more. */
    public Optional<Edition> find(EditionId id) {
        return database.read(handle ->
                handle.createQuery(SELECT + "WHERE e.id = :id AND e.number IS NOT NULL")
                        .bind("id", id.value())
                        .map((row, _) -> edition(row))
                        .findOne());
    }

    private static Edition edition(ResultSet row) throws SQLException {
        var findings = row.getString("findings");
        return new Edition(
                new EditionId(row.getLong("id")),
                new ListId(row.getString("list")),
                row.getLong("number"),
                EditionState.ofWord(row.getString("state")),
                row.getString("subject"),
                Arrays.stream(findings.split("\n", -1)).filter(line -> !line.isBlank()).toList(),
                row.getLong("held") > 0,
                row.getLong("people"),
                Instant.ofEpochMilli(row.getLong("due")),
                Instant.ofEpochMilli(row.getLong("since")),
                Optional.ofNullable(row.getString("canonical_key")));
    }
}
