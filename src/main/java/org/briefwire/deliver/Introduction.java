package org.briefwire.deliver;

import java.nio.charset.StandardCharsets;
import org.briefwire.model.EmailAddress;

/**
 * The commands that introduce a message, up to DATA.
 *
 * @param asksForNotification whether they say what to report, and by which names (RFC 3461): of a
 *     failure, with no more than our headers, never of a delay
 */
record Introduction(Filled filled, boolean asksForNotification) {
    /** RFC 3461 section 5.4. */
    private static final int LONGEST_ENVID = 100;

    String mail() {
        return "MAIL FROM:<"
                + filled.from().wire()
                + (filled.needsSmtpUtf8() ? "> SMTPUTF8" : ">")
                + (asksForNotification ? " RET=HDRS" + envelopeId() : "");
    }

    /** What tells the delivery in the return path's domain tells it in a report too. */
    private String envelopeId() {
        return filled.envelope()
                .returnPath()
                .filter(path -> !path.needsSmtpUtf8())
                .map(path -> Xtext.of(path.local()))
                .filter(id -> id.length() <= LONGEST_ENVID)
                .map(id -> " ENVID=" + id)
                .orElse("");
    }

    String rcpt() {
        var recipient = filled.envelope().recipient();
        return "RCPT TO:<"
                + recipient.wire()
                + (asksForNotification ? "> NOTIFY=FAILURE ORCPT=" + original(recipient) : ">");
    }

    private static String original(EmailAddress recipient) {
        return recipient.needsSmtpUtf8()
                ? "utf-8;" + Xtext.ofUtf8(recipient.wire())
                : "rfc822;" + Xtext.of(recipient.wire());
    }

    /** All of them, as they are written together (RFC 2920 section 3.1). */
    byte[] octets() {
        return (mail() + "\r\n" + rcpt() + "\r\nDATA\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
