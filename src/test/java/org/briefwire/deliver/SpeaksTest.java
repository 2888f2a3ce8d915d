package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeaksTest {
    private static Reply reply(String line) {
        return Reply.of(Integer.parseInt(line.substring(0, 3)), line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "452 4.3.1 Insufficient system storage",
                "452 Requested action not taken: insufficient system storage",
                "452 too busy",
                "421 4.3.2 Service shutting down",
                "450 4.3.2 Too many messages",
                "552 5.3.4 Message size exceeds fixed limit",
                "550 5.6.7 Must issue SMTPUTF8",
                "530 5.7.0 Must issue a STARTTLS command first",
                "535 5.7.8 Authentication credentials invalid",
                "500 Syntax error, command unrecognized",
                "502 5.5.1 Not implemented",
                "554 5.7.1 <ada@example.org>: Relay access denied",
                "550 relaying denied",
            })
    void whatAServerCanNotOrNotForUsIsOfItself(String line) {
        assertThat(Speaks.ofItself(reply(line))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 User unknown",
                "550 User unknown",
                "452 4.2.2 Mailbox full",
                "552 5.2.2 Over quota",
                "501 5.1.3 Bad recipient address syntax",
                "451 Greylisted, try again later",
                "450 4.2.0 Greylisted",
                "421 4.7.28 Our system has detected an unusual rate of mail",
                "554 5.7.1 Message contains spam",
                "550 5.7.1 Client host blocked using Spamhaus",
                "550 5.7.26 Unauthenticated email is not accepted",
                "452 4.5.3 Too many recipients",
                "452 Too many messages, slow down",
                "452 Too busy, you send too many messages",
            })
    void whatItSaysOfARecipientOrOfTheMailIsNot(String line) {
        assertThat(Speaks.ofItself(reply(line))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.7.1 Client host blocked using Spamhaus",
                "421 4.7.0 poor reputation",
                "450 4.7.28 unusual rate of mail",
                "452 Too many messages, slow down",
                "421 4.7.28 Our system has detected an unusual rate of mail",
            })
    void whoBlamesUsOrAsksForLessSpeaksOfUs(String line) {
        assertThat(Speaks.ofUs(reply(line))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "530 5.7.0 Authentication required",
                "554 5.7.1 <ada@example.org>: Relay access denied",
                "450 4.3.2 Too many messages",
                "452 too busy",
                "421 Service not available",
                "451 4.7.1 Greylisted",
                "550 5.1.1 User unknown",
            })
    void whoSpeaksOfItselfOrOfARecipientDoesNot(String line) {
        assertThat(Speaks.ofUs(reply(line))).isFalse();
    }
}
