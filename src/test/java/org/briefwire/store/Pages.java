package org.briefwire.store;

/**
 * A limit on a SQLite file, as a full disk is one: SQLite itself refuses to take another page
 * ('database or disk is full').
 */
public final class Pages {
    private Pages() {}

    /** From now on it takes no page more than it has. */
    public static void noMore(Database database) {
        limit(database, 1);
    }

    /** As many as it wants. */
    public static void unlimited(Database database) {
        limit(database, 1_000_000_000);
    }

    // less than it has is what it has
    private static void limit(Database database, int pages) {
        database.change(handle -> {
            var _ = handle.createQuery("PRAGMA max_page_count = " + pages).mapTo(long.class).one();
        });
    }

    /** How many pages it has. */
    public static long count(Database database) {
        return database.read(
                handle -> handle.createQuery("PRAGMA page_count").mapTo(long.class).one());
    }
}
