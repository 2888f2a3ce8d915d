package org.briefwire.store;

/**
 * A question to the database, of places that disagree: rows of (what, n), which stand for {what}
 * and {n} in the finding and the remedy. May bind :old, the instant before which nothing is under
 * way any more.
 */
record Comparison(String area, String finding, String remedy, String sql) {
    /** An edition e as findings name it. */
    static final String NAME =
            "e.list || ' ' || COALESCE('number ' || e.number, e.cadence || ' ' || e.slot)";

    /** What a person does about rows that only a fault or a hand in the database leaves. */
    static final String RESTORE =
            "nothing in Briefwire leaves this: restore the last good backup, or ask who changed the"
                    + " database";
}
