package org.briefwire.deliver;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLSocketFactory;
import org.briefwire.config.SmtpServer;
import org.briefwire.dns.Dns;
import org.briefwire.link.Keys;
import org.briefwire.link.Links;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Secret;
import org.briefwire.store.Database;
import org.briefwire.testing.TestConfigs;
import org.briefwire.watch.Metrics;

/** A process that sends what is due, once, to be killed while it does. */
public final class SendingProcess {
    private SendingProcess() {}

    /**
     * Sends and prints how many.
     *
     * @param arguments the database's address, its folder, the server's port, the connections
     */
    public static void main(String... arguments) {
        var folder = Path.of(arguments[1]);
        var server =
                new SmtpServer(
                        "main",
                        "localhost",
                        Integer.parseInt(arguments[2]),
                        SmtpServer.Tls.NONE,
                        "",
                        new Secret(""),
                        Integer.parseInt(arguments[3]),
                        SmtpServer.Terms.NONE,
                        EmailAddress.parse("bounces@news.example.org"),
                        List.of());
        var config = Configs.withSmtp(TestConfigs.at(folder), List.of(server));
        var links =
                new Links(config.publication(), Keys.of(new Secret("a-secret-of-the-tests-own")));
        var equipment =
                new Equipment(
                        InstantSource.system(),
                        new Random(1),
                        (SSLSocketFactory) SSLSocketFactory.getDefault(),
                        Patience.STANDARD,
                        Dns.off("a test"),
                        new Metrics());
        try (var database = Database.open(arguments[0]);
                var dispatch = new Dispatch(config, database, links, equipment)) {
            System.out.println(dispatch.sendDue().sent());
        }
    }
}
