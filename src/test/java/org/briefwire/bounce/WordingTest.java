package org.briefwire.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What mail systems are documented to say, and mails do not happen to have in the corpus. */
class WordingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    unknown-user | 550 5.4.1 Recipient address rejected: Access denied. AS(201806281)
                    unknown-user | 550 5.1.1 Uživatel neexistuje
                    unknown-user | 550 5.1.1 Okänd användare
                    unknown-user | 550 5.1.1 Ukendt bruger
                    unknown-user | 550 5.1.1 Tuntematon vastaanottaja
                    unknown-user | 550 5.1.1 A felhasználó nem létezik
                    unknown-user | 550 5.1.1 Ο χρήστης δεν υπάρχει
                    unknown-user | 550 5.1.1 המשתמש לא קיים
                    unknown-user | 550 5.1.1 Người dùng không tồn tại
                    unknown-user | This address no longer accepts mail.
                    unknown-user | x wasn't found at example.net.
                    unknown-user | 553 sorry, this recipient is not in my validrcptto list (in reply to RCPT TO)
                    unknown-host | No route found to domain nowhere.example from server a
                    unknown-host | Die Domäne wurde nicht gefunden
                    moved        | 550 5.7.17 Mailbox owner has changed
                    mailbox-full | 550 5.2.2 user has exhausted allowed storage space
                    mailbox-full | 452-4.2.2 The recipient's inbox is out of storage space.
                    mailbox-full | Schránka příjemce je plná
                    mailbox-full | Postilaatikko on täynnä
                    mailbox-full | 받는 사람의 편지함이 가득 찼습니다
                    rate-limited | 550 Too many invalid recipients
                    rate-limited | 451 4.7.500 Server busy. Please try again later from [192.0.2.1]
                    reputation   | 450 4.7.25 Client host rejected: cannot find your hostname
                    authentication | 550 5.7.515 Access denied, sending domain example.org does not meet the required authentication level
                    content      | 该邮件被识别为垃圾邮件
                    policy       | 550 5.7.1 delivery not authorized
                    suspended    | 550 5.2.1 This mailbox has been closed
                    delayed      | THIS IS A WARNING MESSAGE ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.
                    """)
    void isUnderstood(String category, String says) {
        assertThat(BounceReader.refusal("reader@example.net", says).category()).isEqualTo(category);
    }
}
