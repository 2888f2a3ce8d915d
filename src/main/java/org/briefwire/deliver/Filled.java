package org.briefwire.deliver;

import java.nio.charset.StandardCharsets;
import org.briefwire.model.EmailAddress;

/**
 * An envelope whose letter is made, with room behind the dot for the next envelope.
 *
 * @param octets the message as DATA carries it, its dot included, in the first {@code length}
 */
record Filled(Envelope envelope, EmailAddress from, byte[] octets, int length) {
    /** For an envelope whose addresses are of usual length. */
    static final int ROOM = 512;

    /**
     * Makes the letter.
     *
     * @param usual where bounces go that the envelope says nothing about
     * @throws RuntimeException when it can't be made
     */
    static Filled of(Envelope envelope, EmailAddress usual) {
        var stuffed = Dots.stuffed(envelope.letter().bytes(), ROOM);
        return new Filled(
                envelope, envelope.returnPath().orElse(usual), stuffed.octets(), stuffed.length());
    }

    boolean needsSmtpUtf8() {
        return from.needsSmtpUtf8() || envelope.recipient().needsSmtpUtf8();
    }

    String mail() {
        return "MAIL FROM:<%s>%s".formatted(from.wire(), needsSmtpUtf8() ? " SMTPUTF8" : "");
    }

    String rcpt() {
        return "RCPT TO:<" + envelope.recipient().wire() + ">";
    }

    /** Its commands up to DATA, as they are written together (RFC 2920 section 3.1). */
    byte[] commands() {
        return (mail() + "\r\n" + rcpt() + "\r\nDATA\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
