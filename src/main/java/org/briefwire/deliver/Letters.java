package org.briefwire.deliver;

import java.util.Map;
import java.util.Optional;
import org.briefwire.compose.Blank;
import org.briefwire.compose.Octets;
import org.briefwire.dkim.DkimSigner;
import org.briefwire.link.Links;
import org.briefwire.link.ReturnPaths;
import org.briefwire.model.Mailbox;
import org.briefwire.store.Deliveries;
import org.briefwire.store.DueDelivery;
import org.briefwire.store.Notices;

/**
 * Addresses and signs mail: a delivery's stencil is filled, and signed, when a connection is ready
 * for it.
 */
final class Letters {
    private static final long ROOM = 32 << 20;

    private final Links links;
    private final Optional<ReturnPaths> returnPaths;
    private final DkimSigner signer;
    private final Stencils stencils;

    Letters(
            Deliveries deliveries,
            Links links,
            Optional<ReturnPaths> returnPaths,
            DkimSigner signer) {
        this.stencils = new Stencils(deliveries::stencil, ROOM);
        this.links = links;
        this.returnPaths = returnPaths;
        this.signer = signer;
    }

    Envelope digest(DueDelivery due) {
        return new Envelope(
                new Parcel.Digest(
                        due.edition(), due.subscription(), due.attempts(), due.firstDue()),
                due.address(),
                returnPaths.map(paths -> paths.ofDelivery(due.edition(), due.subscription())),
                () -> signed(stencils.of(due.content()).filled(values(due))));
    }

    Envelope notice(Notices.Due due) {
        return new Envelope(
                new Parcel.Notice(due.id(), due.attempts(), due.firstDue()),
                due.address(),
                returnPaths.map(paths -> paths.ofNotice(due.id())),
                () -> signed(due.mime()));
    }

    /** A message as it goes out: what signs it stands in front. */
    Octets signed(byte[] message) {
        return signed(Octets.copyOf(message, Octets.ROOM));
    }

    private Octets signed(Octets message) {
        var dotless = message.isDotless();
        var header = signer.header(message.array(), message.length());
        message.insert(0, header);
        if (dotless && !message.hasDotLine(0, header.length)) {
            message.declareDotless();
        }
        return message;
    }

    private Map<Blank, String> values(DueDelivery due) {
        return Map.of(
                Blank.TO, new Mailbox(due.name(), due.address()).toString(),
                Blank.MESSAGE_ID, links.messageId(due.edition(), due.subscription()),
                Blank.UNSUBSCRIBE_URL, links.unsubscribe(due.subscription()),
                Blank.PREFERENCES_URL, links.preferences(due.subscription()),
                Blank.UNSUBSCRIBE_MAIL,
                        returnPaths.map(paths -> paths.leaving(due.subscription())).orElse(""),
                Blank.ADDRESS, due.address().toString(),
                Blank.NAME, due.name());
    }
}
