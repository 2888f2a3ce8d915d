package org.briefwire.deliver;

import jakarta.mail.Session;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.briefwire.config.SmtpServer;

/**
 * How a server is to be talked to: what Angus is told, and what its connections learn from one
 * another. The name to greet with is looked up once.
 */
final class SmtpSession {
    private final SmtpServer server;
    private final SSLSocketFactory tls;
    private final Patience patience;
    private final String greeting;
    private final Dsn dsn;

    SmtpSession(SmtpServer server, SSLSocketFactory tls, Patience patience) {
        this.server = server;
        this.tls = tls;
        this.patience = patience;
        this.greeting = greeting(server);
        this.dsn = new Dsn(server.id());
    }

    /** How far the server's DSN can be trusted. */
    Dsn dsn() {
        return dsn;
    }

    Patience patience() {
        return patience;
    }

    Wires wires() {
        return new Wires(tls);
    }

    Session session(Wires wires) {
        var properties = new Properties();
        properties.put("mail.smtp.socketFactory", wires.plainSockets());
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.ssl.socketFactory", wires.tlsSockets());
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", Long.toString(patience.connect().toMillis()));
        properties.put("mail.smtp.timeout", Long.toString(patience.answer().toMillis()));
        properties.put("mail.smtp.localhost", greeting);
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.auth", Boolean.toString(!server.user().isEmpty()));
        properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.put("mail.mime.allowutf8", "true");
        switch (server.tls()) {
            case NONE -> {}
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case IMPLICIT -> properties.put("mail.smtp.ssl.enable", "true");
        }
        return Session.getInstance(properties);
    }

    /** The machine's name when it is a full one, else the domain that bounces go to. */
    private static String greeting(SmtpServer server) {
        try {
            var name = InetAddress.getLocalHost().getHostName();
            if (name.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+") && !name.matches("[0-9.]+")) {
                return name;
            }
        } catch (UnknownHostException nameless) {
            // the fallback is as good
        }
        return server.returnPath().asciiDomain();
    }
}
