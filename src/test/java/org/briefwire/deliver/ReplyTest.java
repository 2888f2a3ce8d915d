package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.briefwire.bounce.Blame;
import org.briefwire.bounce.BounceReader;
import org.briefwire.bounce.Follows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {
    /** Lines are parted by a stroke. */
    private static Reply reply(String lines) {
        return Reply.of(
                Integer.parseInt(lines, 0, 3, 10),
                String.join("\r\n", Arrays.asList(lines.split(" / "))) + "\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    550 5.1.1 User unknown                      | 5.1.1 | 550 5.1.1 User unknown
                    550 #5.1.0 Address rejected.                | 5.1.0 | 550 5.1.0 Address rejected.
                    550  5.1.1  User unknown                    | 5.1.1 | 550 5.1.1 User unknown
                    550 5.1.1                                   | 5.1.1 | 550 5.1.1
                    550 5.1.1: User unknown                     | 5.1.1 | 550 5.1.1 : User unknown
                    550 5.1.1 - User unknown                    | 5.1.1 | 550 5.1.1 - User unknown
                    450 4.7.500 Server busy                     | 4.7.500 | 450 4.7.500 Server busy
                    550-5.1.1 nobody / 550 5.1.1 here           | 5.1.1 | 550 5.1.1 nobody here
                    550-Sorry / 550 5.1.1 nobody here           | 5.1.1 | 550 5.1.1 Sorry nobody here
                    550-#5.1.1 nobody / 550-is / 550 here       | 5.1.1 | 550 5.1.1 nobody is here
                    550-5.7.1 no / 550 5.1.1 nobody             | 5.7.1 | 550 5.7.1 no 5.1.1 nobody
                    550-5.1.1 a / 550 5.1.19 b                  | 5.1.1 | 550 5.1.1 a 5.1.19 b
                    550 550 5.1.1 User unknown                  | 5.1.1 | 550 5.1.1 550 5.1.1 User unknown
                    550 nobody here (#5.1.1 - chkusr)           | 5.1.1 | 550 5.1.1 nobody here (#5.1.1 - chkusr)
                    451 try again later [#4.1.9].               | 4.1.9 | 451 4.1.9 try again later [#4.1.9].
                    553-see (#5.1.1) / 553 5.7.1 rcpthosts      | 5.7.1 | 553 5.7.1 see (#5.1.1) rcpthosts
                    250-2.0.0 taken / 250 and kept              | 2.0.0 | 250 2.0.0 taken and kept
                    """)
    void codesAreTakenFromWhereServersPutThem(String lines, String status, String text) {
        var reply = reply(lines);

        assertThat(reply.enhanced()).contains(status);
        assertThat(reply.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 Connection from 45.1.1.9 not welcome",
                "550 45.1.1.9 is not welcome",
                "550 5.1.1.9 is not welcome",
                "550 5.1.1.9",
                "550 #5.1.1.9 is not welcome",
                "550 (#45.1.1.9) is not welcome",
                "550 Connection from [5.1.1.9] refused",
                "550 Connection from 192.5.1.1 refused",
                "550 Connection from 192.5.1.1, refused",
                "550 Connection from 5.1.1.9: refused",
                "550 Connection from 5.1.1.0/24 refused",
                "550 Connection from ::ffff:5.1.1.9 refused",
                "550 see http://rbl.example/?ip=5.1.1.9",
                "550 see http://rbl.example/#5.1.1",
                "550 x5.4.4.y does not exist",
                "550 5.4.4.y does not exist",
                "550 5.1.1-9.pool.example is not welcome",
                "550 host-5.1.1-9.pool.example is not welcome",
                "550 9.5.1.1.in-addr.arpa has no name",
                "550 scanned by Filter 5.1.1",
                "550 scanned by Filter/5.1.1 v5.1.1",
                "550 x5.3.n.m is full",
                "421 x4.7.28.y is closing",
                "421 4.7.28.1 is closing",
                "550 4.2.2 Mailbox full",
                "450 5.2.2 Mailbox full",
                "450 (#5.2.2)",
                "550 2.0.0 taken",
                "550 14.5.1.1",
                "550 no",
            })
    void whatIsPartOfSomethingElseOrContradictsTheReplyIsNone(String line) {
        var reply = reply(line);

        assertThat(reply.enhanced()).isEmpty();
        assertThat(reply.text()).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 Connection from 45.1.1.9 not welcome",
                "550 5.1.1.9 not welcome",
                "550 x5.4.4.y not welcome",
                "550 host-5.1.1-9.pool.example not welcome",
                "550-45.1.1.9 not welcome / 550 go away",
                "450 Connection from 44.1.1.9 not welcome",
                "550 go away, 556 times",
            })
    void anAddressInAReplySuppressesNobody(String lines) {
        var refusal = BounceReader.refusal("ada@example.net", reply(lines).text());

        assertThat(refusal.status()).isEmpty();
        assertThat(refusal.follows()).isNotEqualTo(Follows.SUPPRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 Client host [45.1.1.9] blocked using Spamhaus",
                "550 5.7.1 45.1.1.9 not welcome",
                "550-45.1.1.9 not welcome / 550 5.7.25 go away",
                "550-Connection from 45.1.1.9 / 550 5.7.606 banned",
                "550 45.1.1.9 not welcome (#5.7.1)",
            })
    void whoBlamesUsWithAnAddressIsHeard(String lines) {
        assertThat(Blame.isOurs(reply(lines).text())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "421 x4.7.28.y not now",
                "450 4.7.28.1 not now",
                "450-4.5.3.9 / 450 not now"
            })
    void anAddressAsksNobodyForLess(String lines) {
        assertThat(Blame.asksForLess(reply(lines).text())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"552 x5.3.4.y not today", "552 45.3.4.9 not today"})
    void aServerWithAnAddressDoesNotSpeakOfItself(String line) {
        assertThat(Speaks.ofItself(reply(line))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"main has 5.1.1 of them", "#5.1.1"})
    void ourOwnWordsHaveNone(String words) {
        assertThat(Reply.ours(words).enhanced()).isEqualTo(Optional.empty());
    }
}
