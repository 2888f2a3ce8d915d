package org.briefwire.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Secret;

/**
 * Where mails that come back are found, and what follows from them.
 *
 * @param address the mailbox behind which return paths are signed; none: they are as the servers'
 *     config says
 * @param maildir a folder that a mail system delivers into, absolute
 * @param token who knows it may post mails over HTTP; none: nobody
 * @param keep how long the mails themselves are kept; what they meant is kept on
 */
public record Bounces(
        Optional<EmailAddress> address,
        Optional<BounceMailbox> mailbox,
        Optional<Path> maildir,
        Optional<Secret> token,
        SoftLimit soft,
        ComplaintLimit complaints,
        Duration keep) {
    /**
     * When soft bounces suppress an address.
     *
     * @param score each day with soft bounces adds 1
     * @param halfLife after this long half of it is left
     */
    public record SoftLimit(int score, Duration halfLife) {}

    /**
     * When complaints pause a list.
     *
     * @param perMillion more of an edition's mails than this, in millionths
     * @param atLeast and so many
     */
    public record ComplaintLimit(int perMillion, int atLeast) {}
}
