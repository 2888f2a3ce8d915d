package org.briefwire.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.briefwire.config.SmtpServer;

/**
 * Tries a server without sending anything: connect, greet, secure with the name checked, log in.
 */
public final class SmtpProbe {
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1));

    private final SSLSocketFactory tls;

    /** A probe that trusts whom the JDK trusts. */
    public SmtpProbe() {
        this((SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    SmtpProbe(SSLSocketFactory tls) {
        this.tls = tls;
    }

    /**
     * What came of it.
     *
     * @param text one line, for the operator
     */
    public record Finding(Verdict verdict, String text) {}

    /** How good it is. */
    public enum Verdict {
        GOOD,
        WARNING,
        ERROR
    }

    /** Tries a server. */
    public List<Finding> look(SmtpServer server) {
        var connection = Connection.to(server, new SmtpSession(server, tls, PATIENCE));
        var findings = new ArrayList<Finding>();
        try {
            connection.open();
            findings.add(new Finding(Verdict.GOOD, good(server, connection)));
            connection.hangUp();
        } catch (Unreachable e) {
            findings.add(
                    new Finding(
                            Verdict.ERROR,
                            "%s at %s:%d: %s"
                                    .formatted(
                                            e.reply(server.id()).text(),
                                            server.host(),
                                            server.port(),
                                            "check host, port, tls, user and password")));
        }
        if (server.tls() == SmtpServer.Tls.NONE && !loopback(server.host())) {
            findings.add(
                    new Finding(
                            Verdict.WARNING,
                            "%s: tls is none, so mail%s to %s goes in clear; starttls would secure it"
                                    .formatted(
                                            server.id(),
                                            server.user().isEmpty() ? "" : " and password",
                                            server.host())));
        }
        return List.copyOf(findings);
    }

    private static String good(SmtpServer server, Connection connection) {
        var secured =
                switch (server.tls()) {
                    case NONE -> "answers";
                    case STARTTLS -> "answers, secured by STARTTLS";
                    case IMPLICIT -> "answers, secured by TLS";
                };
        var login = server.user().isEmpty() ? "" : ", takes the login of " + server.user();
        var offers =
                Stream.of("PIPELINING", "SIZE", "8BITMIME", "SMTPUTF8", "CHUNKING", "DSN")
                        .filter(connection::supportsExtension)
                        .toList();
        return "%s: %s:%d %s%s%s"
                .formatted(
                        server.id(),
                        server.host(),
                        server.port(),
                        secured,
                        login,
                        offers.isEmpty() ? "" : "; offers " + String.join(", ", offers));
    }

    private static boolean loopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }
}
