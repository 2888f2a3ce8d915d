package org.briefwire.deliver;

import java.time.Duration;

/**
 * How long a server may take (RFC 5321 section 4.5.3.2 asks for minutes).
 *
 * @param connect until the connection stands
 * @param answer until the next octet of an answer comes
 * @param message for a whole message up to its end, for the answer to that, or for a whole greeting
 *     with login: this also ends the server that answers an octet a minute, or reads as slowly
 */
record Patience(Duration connect, Duration answer, Duration message) {
    static final Patience STANDARD =
            new Patience(Duration.ofSeconds(20), Duration.ofMinutes(5), Duration.ofMinutes(15));

    /**
     * Until the answer to a message's end comes: a server that looks into the message before it
     * answers needs ten minutes (RFC 5321 section 4.5.3.2.6), and whoever does not wait for it
     * sends the message again, and again.
     */
    Duration end() {
        return answer.multipliedBy(2);
    }
}
