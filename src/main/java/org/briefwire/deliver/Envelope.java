package org.briefwire.deliver;

import org.briefwire.model.EmailAddress;

/**
 * One message for one recipient.
 *
 * @param parcel what it is, for whoever keeps its outcome
 */
record Envelope(Parcel parcel, EmailAddress recipient, Letter letter) {
    /** The bytes of a message, made when a connection is ready for them. */
    @FunctionalInterface
    interface Letter {
        /** The whole message as it goes over the wire, but for the dots: lines end in CRLF. */
        byte[] bytes();
    }
}
