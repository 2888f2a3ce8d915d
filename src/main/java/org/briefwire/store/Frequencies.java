package org.briefwire.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.briefwire.model.CadenceId;
import org.briefwire.model.ListId;

/** How often a list has really gone out. */
public final class Frequencies {
    private static final Duration SPAN = Duration.ofDays(28);
    private static final Duration WEEK = Duration.ofDays(7);

    private final Database database;

    public Frequencies(Database database) {
        this.database = database;
    }

    /**
     * Editions a week of each of a list's cadences, of the last four weeks, or of as many as there
     * are; a cadence younger than a week has none.
     */
    public Map<CadenceId, Double> aWeek(ListId list, Instant now) {
        return database.read(handle ->
                handle
                        .createQuery(
                                """
                                SELECT s.cadence, s.seen,
                                    (SELECT COUNT(*) FROM edition e
                                     WHERE e.list = s.list AND e.cadence = s.cadence
                                       AND e.state IN ('sealed', 'done') AND e.made > :since) AS n
                                FROM cadence_state s
                                WHERE s.list = :list AND s.seen <= :settled
                                """)
                        .bind("list", list.value())
                        .bind("since", now.minus(SPAN).toEpochMilli())
                        .bind("settled", now.minus(WEEK).toEpochMilli())
                        .map((row, _) -> {
                            var seen = Instant.ofEpochMilli(row.getLong("seen"));
                            var age = Duration.between(seen, now);
                            var span = age.compareTo(SPAN) < 0 ? age : SPAN;
                            var weeks = (double) span.toMillis() / WEEK.toMillis();
                            return Map.entry(
                                    new CadenceId(row.getString("cadence")),
                                    row.getLong("n") / weeks);
                        })
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
