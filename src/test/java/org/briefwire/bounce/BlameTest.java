package org.briefwire.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.7.1 Service unavailable; client host [192.0.2.1] blocked using Spamhaus",
                "550 5.7.515 Access denied, sending domain example.org doesn't meet the required authentication level",
                "550 5.7.26 Unauthenticated email from example.org is not accepted due to domain's DMARC policy",
                "554 5.7.1 message contains spam or virus (in reply to end of DATA)",
                "550 5.7.0 something of theirs",
                "421 4.7.0 your server has a poor reputation",
                "550 5.7.1 we do not relay"
            })
    void whatAnyRecipientWouldAnswerIsOurs(String reply) {
        assertThat(Blame.isOurs(reply)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 user unknown (in reply to RCPT TO)",
                "552 5.2.2 mailbox full",
                "421 4.3.2 too many connections",
                "450 4.2.0 greylisted, try again later",
                "451 4.3.0 local error",
                "550 no",
                "550 5.7.1.9 is not welcome",
                "550 5.7.1-9.pool.example is not welcome",
                ""
            })
    void whatOneRecipientOrAMomentAnswersIsNot(String reply) {
        assertThat(Blame.isOurs(reply)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "421 4.7.28 Our system has detected an unusual rate of mail",
                "450 4.7.28 something of theirs",
                "450 4.3.2 too many messages",
                "451 4.4.5 congested",
                "450 4.2.0.1 sends too many messages",
                "452 4.5.3 Too many recipients",
                "452 Too many messages, slow down",
                "451 4.7.500 Server busy. Please try again later",
                "421 Too many messages, closing connection",
                "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending",
                "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded",
                "421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, closing transmission channel",
            })
    void whoSaysSoAsksForLess(String reply) {
        assertThat(Blame.asksForLess(reply)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "250 2.0.0 slow down",
                "550 5.7.28 unusual rate of mail",
                "554 Too many messages",
                "450 4.2.1 The user you are trying to contact is receiving mail at a rate that is too high",
                "450 4.2.0 Greylisted, slow down",
                "451 4.7.1 Greylisting in action, please come back later",
                "452 4.2.2 Mailbox full",
                "452 4.3.1 Insufficient system storage",
                "452 Insufficient system storage",
                "421 4.3.2 Service shutting down",
                "421 4.3.2 service not available",
                "450 4.3.2 come back later",
                "421 4.3.2 closing transmission channel",
                "450 4.3.2 Down for maintenance",
                "451 4.3.0 local error",
                "450 14.3.2 not a code",
            })
    void whoMeansSomethingElseDoesNot(String reply) {
        assertThat(Blame.asksForLess(reply)).isFalse();
    }
}
