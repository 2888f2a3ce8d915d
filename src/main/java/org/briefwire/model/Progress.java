package org.briefwire.model;

/**
 * Hears how far long work has come; {@link #UNSEEN} where nobody watches. Safe for many threads.
 */
public interface Progress {
    /** Nobody watches. */
    Progress UNSEEN = (what, expected) -> steps -> {};

    /**
     * Work begins; close it when it ends, however it ends.
     *
     * @param what such as 'sending'
     * @param expected how many steps it has; 0 where {@link Work#expect} says so later, or nobody
     *     knows
     */
    Work begin(String what, long expected);

    /** Work under way. */
    @FunctionalInterface
    interface Work extends AutoCloseable {
        /** So many steps more are done. Cheap: call it for each. */
        void done(long steps);

        /** So many steps more are to be done. */
        default void expect(long steps) {}

        @Override
        default void close() {}
    }
}
