package org.briefwire.config;

import java.time.Duration;
import org.briefwire.model.Secret;

/**
 * A mailbox that mails come back to.
 *
 * @param folder IMAP's; POP3 has but one
 * @param taken what becomes of a mail whose meaning was kept
 * @param every how often it is looked into
 */
public record BounceMailbox(
        Protocol protocol,
        String host,
        int port,
        SmtpServer.Tls tls,
        String user,
        Secret password,
        String folder,
        Taken taken,
        Duration every) {
    /** How it is read. */
    public enum Protocol {
        IMAP,
        POP3
    }

    /** What becomes of what was read. */
    public enum Taken {
        SEEN,
        DELETED
    }
}
