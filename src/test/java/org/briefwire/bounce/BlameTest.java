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
                ""
            })
    void whatOneRecipientOrAMomentAnswersIsNot(String reply) {
        assertThat(Blame.isOurs(reply)).isFalse();
    }
}
