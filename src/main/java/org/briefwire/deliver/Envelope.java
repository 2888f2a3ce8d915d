package org.briefwire.deliver;

import java.util.Optional;
import org.briefwire.compose.Octets;
import org.briefwire.model.EmailAddress;

/**
 * One message for one recipient.
 *
 * @param parcel what it is, for whoever keeps its outcome
 * @param returnPath where it comes back to; none: where the server's config says
 * @param lane where it waited for its turn with the recipient's provider, if it did
 */
record Envelope(
        Parcel parcel,
        EmailAddress recipient,
        Optional<EmailAddress> returnPath,
        Letter letter,
        Optional<Lane> lane) {
    Envelope(
            Parcel parcel,
            EmailAddress recipient,
            Optional<EmailAddress> returnPath,
            Letter letter) {
        this(parcel, recipient, returnPath, letter, Optional.empty());
    }

    Envelope(Parcel parcel, EmailAddress recipient, Letter letter) {
        this(parcel, recipient, Optional.empty(), letter);
    }

    /** The same, waiting for its turn. */
    Envelope in(Lane waiting) {
        return new Envelope(parcel, recipient, returnPath, letter, Optional.of(waiting));
    }

    /** A message, made when a connection is ready for it. */
    @FunctionalInterface
    interface Letter {
        /**
         * The whole message as it goes over the wire, but for the dots: lines end in CRLF. Made
         * anew each time; the caller may change it.
         */
        Octets message();
    }
}
