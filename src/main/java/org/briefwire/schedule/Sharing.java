package org.briefwire.schedule;

/** Work in parts, which the nodes share out among themselves. */
public interface Sharing {
    /** Begins to do a part, until what is returned is closed. */
    Tenure take(int part);

    /** A part that is being done. */
    interface Tenure extends AutoCloseable {
        /** Whether the part is still to be done here. */
        boolean lasts();

        @Override
        void close();
    }
}
