package org.briefwire.deliver;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.briefwire.compose.Octets;
import org.briefwire.model.EmailAddress;

/**
 * One message for one recipient.
 *
 * @param parcel what it is, for whoever keeps its outcome
 * @param returnPath where it comes back to; none: where the server's config says
 * @param lane where it waited for its turn with the recipient's provider, if it did
 * @param refusers the servers that refused it for reasons of their own
 * @param putOff whether one of them may take it later
 * @param refusal what becomes of it when no other server can be asked, once one has refused it
 */
record Envelope(
        Parcel parcel,
        EmailAddress recipient,
        Optional<EmailAddress> returnPath,
        Letter letter,
        Optional<Lane> lane,
        Set<String> refusers,
        boolean putOff,
        Optional<Ended> refusal) {
    Envelope {
        refusers = Set.copyOf(refusers);
    }

    Envelope(
            Parcel parcel,
            EmailAddress recipient,
            Optional<EmailAddress> returnPath,
            Letter letter) {
        this(
                parcel,
                recipient,
                returnPath,
                letter,
                Optional.empty(),
                Set.of(),
                false,
                Optional.empty());
    }

    Envelope(Parcel parcel, EmailAddress recipient, Letter letter) {
        this(parcel, recipient, Optional.empty(), letter);
    }

    /** The same, waiting for its turn. */
    Envelope in(Lane waiting) {
        return new Envelope(
                parcel,
                recipient,
                returnPath,
                letter,
                Optional.of(waiting),
                refusers,
                putOff,
                refusal);
    }

    /** The same, for another server than this one. */
    Envelope refusedBy(String server, Outcome outcome) {
        var more = new HashSet<>(refusers);
        more.add(server);
        return new Envelope(
                parcel,
                recipient,
                returnPath,
                letter,
                lane,
                more,
                putOff || outcome instanceof Outcome.Deferred,
                Optional.of(new Ended(parcel, server, outcome.notFinal())));
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
