package org.briefwire.deliver;

/**
 * A parcel that has come to an end, or to the end of a try.
 *
 * @param server the server's id; empty when none was tried
 */
record Ended(Parcel parcel, String server, Outcome outcome) {}
