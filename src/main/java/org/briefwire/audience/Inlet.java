package org.briefwire.audience;

/** A place where mails come back to, looked into now and then. */
public interface Inlet {
    /**
     * Takes what is new there: each mail is kept first and marked or deleted then. What goes wrong
     * is in the log, and tried again at the next look.
     *
     * @return how many were taken
     */
    int look();

    /** What becomes of a mail, before it is marked or deleted where it was found. */
    @FunctionalInterface
    interface Taker {
        /** Returns when the mail is kept. */
        void take(byte[] raw, String origin);
    }
}
