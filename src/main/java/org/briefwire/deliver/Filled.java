package org.briefwire.deliver;

import org.briefwire.compose.Octets;
import org.briefwire.model.EmailAddress;

/**
 * An envelope whose letter is made, with room behind the dot for the next envelope.
 *
 * @param message as DATA carries it, its dot included, in the first {@code length} octets
 * @param size how many octets it has as SIZE counts them (RFC 1870 section 3)
 */
record Filled(Envelope envelope, EmailAddress from, Octets message, int length, int size) {
    /** For an envelope whose addresses are of usual length. */
    private static final int ROOM = 512;

    /**
     * Makes the letter.
     *
     * @param usual where bounces go that the envelope says nothing about
     * @throws RuntimeException when it can't be made
     */
    static Filled of(Envelope envelope, EmailAddress usual) {
        var message = envelope.letter().message();
        var size = Dots.stuff(message);
        message.reserve(ROOM);
        var from = envelope.returnPath().orElse(usual);
        return new Filled(envelope, from, message, message.length(), size);
    }

    /** The message, and behind it, when there is room, what {@link #follow} put there. */
    byte[] octets() {
        return message.array();
    }

    /** Puts commands behind the message; they are no part of it. False when there is no room. */
    boolean follow(byte[] commands) {
        var octets = octets();
        if (length + commands.length > octets.length) {
            return false;
        }
        System.arraycopy(commands, 0, octets, length, commands.length);
        return true;
    }

    boolean needsSmtpUtf8() {
        return from.needsSmtpUtf8() || envelope.recipient().needsSmtpUtf8();
    }
}
