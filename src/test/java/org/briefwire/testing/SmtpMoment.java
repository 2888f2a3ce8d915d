package org.briefwire.testing;

/** When an SMTP server can misbehave. */
public enum SmtpMoment {
    GREETING,
    EHLO,
    STARTTLS,
    AUTH,
    /** MAIL or RCPT with something behind the address: it is about the whole command. */
    PARAMETERS,
    MAIL,
    RCPT,
    DATA,
    /** In the message: after its first line. */
    MESSAGE,
    /** A dot with more behind it: answering nothing is to overlook it. */
    CROWDED_DOT,
    /** After the dot: the message has come, the answer is due. */
    END,
    /** The message is kept: an answer would say so. */
    TAKEN,
    RESET,
    QUIT
}
