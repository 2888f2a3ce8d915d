package org.briefwire.link;

/** What a token that ends proves. */
public sealed interface Proof {
    /** It is ours, and its time is not over. */
    record Good(long subject) implements Proof {}

    /** It is ours, but its time is over. */
    record Expired(long subject) implements Proof {}

    /** It is broken, forged, or made for something else. */
    record Broken() implements Proof {}
}
