package org.briefwire.deliver;

/** Hears from a courier what became of its envelopes. Called by many threads. */
interface Outcomes {
    /**
     * The envelope has come to an end. Returns when there is room for one more outcome that is not
     * yet committed: a connection waits here before its next message.
     */
    void ended(Envelope envelope, Outcome outcome);

    /** How long the server needed for it, without our own waiting. */
    default void took(Envelope envelope, long nanos, Outcome outcome) {}

    /** Whether it may keep its connection for long, so that nothing should wait behind it. */
    default boolean isSlow(Envelope envelope) {
        return false;
    }

    /** The envelope was taken and not handed over: another courier may have it. */
    void notTaken(Envelope envelope);

    /** Whether a message may still be begun: the right to send may be lost at any time. */
    default boolean mayBegin() {
        return true;
    }

    /** The server can't be reached for now; the courier ends its hand-over. */
    void outOfReach(Reply reason);
}
