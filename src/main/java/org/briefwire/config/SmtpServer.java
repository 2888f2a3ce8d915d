package org.briefwire.config;

import java.util.List;
import java.util.OptionalInt;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Secret;

/**
 * A server that takes our mail.
 *
 * @param user empty: no login
 * @param connections how many are kept at once
 * @param ratePerSecond messages a second; none: as fast as the server takes them
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
        OptionalInt ratePerSecond,
        EmailAddress returnPath,
        List<String> onlyTo) {
    public SmtpServer {
        onlyTo = List.copyOf(onlyTo);
    }

    /** How a connection is secured; host names are checked in both ways (RFC 6125). */
    public enum Tls {
        NONE,
        STARTTLS,
        IMPLICIT
    }
}
