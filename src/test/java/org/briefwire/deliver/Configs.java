package org.briefwire.deliver;

import java.util.List;
import org.briefwire.config.Config;
import org.briefwire.config.SmtpServer;

/** The tests' config with SMTP servers. */
final class Configs {
    private Configs() {}

    static Config withSmtp(Config config, List<SmtpServer> servers) {
        return new Config(
                config.home(),
                config.publication(),
                config.database(),
                config.sources(),
                config.lists(),
                config.topics(),
                servers,
                config.web(),
                config.templates(),
                config.lateAfter(),
                config.giveUpAfter(),
                config.maxSize());
    }
}
