package org.briefwire.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Secret;

/**
 * A server that takes our mail.
 *
 * @param user empty: no login
 * @param connections how many are kept at once
 * @param terms how much it may be given
 * @param returnPath where bounces go
 * @param onlyTo globs ('*@example.org'): any other recipient is cancelled; empty: no guard
 */
public record SmtpServer(
        String id,
        String host,
        int port,
        Tls tls,
        String user,
        Secret password,
        int connections,
        Terms terms,
        EmailAddress returnPath,
        List<String> onlyTo) {
    public SmtpServer {
        onlyTo = List.copyOf(onlyTo);
    }

    /**
     * How much a server may be given.
     *
     * @param rate none: as fast as it takes them
     * @param weight its share beside the others'; none: what it can
     * @param messagesPerConnection after so many a connection ends
     */
    public record Terms(
            Optional<Limit> rate,
            OptionalInt weight,
            OptionalInt messagesPerConnection,
            Optional<WarmUp> warmUp) {
        /** As much as it takes. */
        public static final Terms NONE =
                new Terms(
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty());
    }

    /** How a connection is secured; host names are checked in both ways (RFC 6125). */
    public enum Tls {
        NONE,
        STARTTLS,
        IMPLICIT
    }
}
