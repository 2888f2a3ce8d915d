package org.briefwire.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares what the database says in one place with what it says in another. Each comparison is one
 * statement over whole tables, so that memory does not grow with them, and sees one moment, so that
 * it is right beside a running server; what is under way is left out.
 */
public final class Inspection {
    private static final int MOST = 20;

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

    private static final List<Comparison> COMPARISONS =
            Stream.of(PublicComparisons.ALL, ReaderComparisons.ALL).flatMap(List::stream).toList();

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
                gaps.add(
                        new Gap(
                                comparison.area(),
                                "... and more of that kind",
                                Comparison.RESTORE));
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
