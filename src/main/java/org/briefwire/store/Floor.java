package org.briefwire.store;

import java.sql.Types;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Some of a wave's subscriptions, by number, and the lowest cursor among them: no release up to
 * there can be new to any of them.
 *
 * @param isAnyDeviating whether there is anything at all from which a deviation could come
 */
record Floor(Waves.Wave wave, Range range, long floor, boolean isAnyDeviating) {
    static final Range EVERYBODY = new Range(0, Long.MAX_VALUE);

    /**
     * Subscriptions after the one and up to the other.
     *
     * @param locked who of them belonged to the audience when they were locked, parted by commas:
     *     those and no others, though they may have moved to another zone since; nothing: whoever
     *     belongs to it
     */
    record Range(long after, long to, Optional<String> locked) {
        Range(long after, long to) {
            this(after, to, Optional.empty());
        }

        /** Which subscriptions s of an audience. */
        String of(Audience audience) {
            return locked.isPresent() ? "s.id = ANY (CAST(:locked AS bigint[]))" : audience.sql();
        }

        private <T extends SqlStatement<T>> T bind(T statement) {
            // without a type it is an array from the start; a text is cast anew for each row
            locked.ifPresent(
                    ids -> statement.bindBySqlType("locked", "{" + ids + "}", Types.OTHER));
            return statement.bind("from", after).bind("to", to);
        }
    }

    static Floor of(Handle handle, Waves.Wave wave, Audience audience, Range range) {
        var floor =
                range.bind(
                                audience.bind(
                                        handle.createQuery(
                                                """
                                                SELECT COALESCE(MIN(CASE WHEN s.moved_by = :wave
                                                    THEN s.prev ELSE s.cursor END), :cutoff)
                                                FROM subscription s
                                                WHERE %s AND s.id > :from AND s.id <= :to
                                                """
                                                        .formatted(range.of(audience)))))
                        .bind("wave", wave.id())
                        .bind("cutoff", wave.cutoff())
                        .mapTo(long.class)
                        .one();
        return new Floor(wave, range, floor, false).withDeviations(handle);
    }

    private Floor withDeviations(Handle handle) {
        var isAny =
                bind(handle.createQuery(
                                        """
                                        SELECT CASE WHEN EXISTS (
                                            SELECT 1 FROM release r
                                            WHERE r.seq > :floor AND r.seq <= :cutoff
                                              AND r.kind = 'correction' AND r.quiet = 0)
                                          OR EXISTS (
                                            SELECT 1 FROM out_of_turn x
                                            WHERE x.release > :floor AND x.release <= :cutoff)
                                          OR EXISTS (
                                            SELECT 1 FROM owed o
                                            WHERE o.subscription > :from AND o.subscription <= :to
                                              AND (o.taken_by IS NULL OR o.taken_by = :wave))
                                          THEN 1 ELSE 0 END
                                        """))
                                .mapTo(int.class)
                                .one()
                        == 1;
        return new Floor(wave, range, floor, isAny);
    }

    /**
     * A query of subscriptions (id, choice, cursor, prev, moved_by, deviation), the last null where
     * there is none. It takes them together with their deviations by grouping, not by a join: of
     * how many deviate a database knows too little, and PostgreSQL then compares each with each.
     *
     * @param where which subscriptions s, beside the range
     * @param cursor the column of subscription s with the cursor, as it was before the wave
     * @param owed which of what is owed
     */
    String standing(String where, String cursor, String owed) {
        var plain =
                """
                SELECT s.id, s.choice, s.cursor, s.prev, COALESCE(s.moved_by, 0) AS moved_by,
                    CAST(NULL AS text) AS deviation
                FROM subscription s WHERE %s AND s.id > :from AND s.id <= :to
                """
                        .formatted(where);
        if (!isAnyDeviating) {
            return plain;
        }
        return """
        SELECT u.id, MAX(u.choice) AS choice, MAX(u.cursor) AS cursor, MAX(u.prev) AS prev,
            MAX(u.moved_by) AS moved_by, MAX(u.deviation) AS deviation
        FROM (
            %s UNION ALL
            SELECT v.subscription, NULL, NULL, NULL, NULL, v.deviation FROM (%s) v) u
        GROUP BY u.id HAVING MAX(u.choice) IS NOT NULL
        """
                .formatted(plain, Deviations.sql(cursor, owed));
    }

    /** Binds what {@link Deviations#sql} needs. */
    <T extends SqlStatement<T>> T bind(T statement) {
        return range.bind(statement)
                .bind("wave", wave.id())
                .bind("cutoff", wave.cutoff())
                .bind("floor", floor);
    }
}
