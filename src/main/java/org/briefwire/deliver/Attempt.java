package org.briefwire.deliver;

/** What came of trying one message on one connection. */
sealed interface Attempt {
    /** It has its outcome. */
    record Ended(Outcome outcome) implements Attempt {}

    /** A connection that had served before was gone; a new one may do. */
    record Stale(Reply reason) implements Attempt {}
}
