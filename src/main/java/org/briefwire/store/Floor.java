package org.briefwire.store;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Some of a wave's subscriptions, by number, and the lowest cursor among them: no release up to
 * there can be new to any of them.
 */
record Floor(Waves.Wave wave, Range range, long floor) {
    static final Range EVERYBODY = new Range(0, Long.MAX_VALUE);

    /** Subscriptions after the one and up to the other. */
    record Range(long after, long to) {}

    static Floor of(Handle handle, Waves.Wave wave, Audience audience, Range range) {
        var floor =
                audience.bind(
                                handle.createQuery(
                                        """
                                        SELECT COALESCE(MIN(CASE WHEN s.moved_by = :wave THEN s.prev
                                                                 ELSE s.cursor END), :cutoff)
                                        FROM subscription s
                                        WHERE %s AND s.id > :from AND s.id <= :to
                                        """
                                                .formatted(audience.sql())))
                        .bind("wave", wave.id())
                        .bind("cutoff", wave.cutoff())
                        .bind("from", range.after())
                        .bind("to", range.to())
                        .mapTo(long.class)
                        .one();
        return new Floor(wave, range, floor);
    }

    /** Binds what {@link Deviations#sql} needs. */
    <T extends SqlStatement<T>> T bind(T statement) {
        return statement
                .bind("wave", wave.id())
                .bind("cutoff", wave.cutoff())
                .bind("from", range.after())
                .bind("to", range.to())
                .bind("floor", floor);
    }
}
