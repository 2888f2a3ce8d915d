package org.briefwire.deliver;

/**
 * Hands messages over to one SMTP server. A courier takes as many envelopes at a time as it has
 * connections, and only what it is ready to hand over.
 */
interface Courier extends AutoCloseable {
    /** The server's id in the config. */
    String server();

    /**
     * Hands over until there are no more, or the server is out of reach (then there may be more).
     * When this returns, the outcomes have heard of every envelope that was taken.
     */
    void handOver(Envelopes envelopes, Outcomes outcomes);

    /** How many messages it hands over at the same time. */
    int connections();

    /** Hands one message over on a connection of its own. */
    Outcome handOverNow(Envelope envelope);

    /** Tries whether a connection can be had. */
    boolean answers();

    /** The configured rate is that of so many nodes together. */
    default void shareWith(int sharers) {}

    /** Begins no further message. */
    void stop();

    /** Cuts every connection: what is under way gets the outcome of a lost connection. */
    @Override
    void close();
}
