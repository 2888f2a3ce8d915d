package org.briefwire.deliver;

import java.util.List;
import java.util.Optional;
import org.briefwire.config.Config;
import org.briefwire.config.Pacing;
import org.briefwire.config.Publication;
import org.briefwire.config.SmtpServer;
import org.briefwire.dkim.DkimKey;
import org.briefwire.model.EmailAddress;
import org.briefwire.testing.TestConfigs;

/** The tests' config with SMTP servers. */
final class Configs {
    private Configs() {}

    static Config withBounces(Config config, EmailAddress address) {
        return new Config(
                config.home(),
                config.publication(),
                config.database(),
                config.sources(),
                config.lists(),
                config.topics(),
                config.smtp(),
                config.web(),
                config.templates(),
                config.lateAfter(),
                config.giveUpAfter(),
                config.maxSize(),
                TestConfigs.bounces(Optional.of(address)),
                config.dkim(),
                config.faultLimit(),
                config.pacing());
    }

    static Config withPublication(Config config, Publication publication) {
        return new Config(
                config.home(),
                publication,
                config.database(),
                config.sources(),
                config.lists(),
                config.topics(),
                config.smtp(),
                config.web(),
                config.templates(),
                config.lateAfter(),
                config.giveUpAfter(),
                config.maxSize(),
                config.bounces(),
                config.dkim(),
                config.faultLimit(),
                config.pacing());
    }

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
                config.maxSize(),
                config.bounces(),
                config.dkim(),
                config.faultLimit(),
                config.pacing());
    }

    static Config withPacing(Config config, Pacing pacing) {
        return new Config(
                config.home(),
                config.publication(),
                config.database(),
                config.sources(),
                config.lists(),
                config.topics(),
                config.smtp(),
                config.web(),
                config.templates(),
                config.lateAfter(),
                config.giveUpAfter(),
                config.maxSize(),
                config.bounces(),
                config.dkim(),
                config.faultLimit(),
                pacing);
    }

    static Config withDkim(Config config, List<DkimKey> keys) {
        return new Config(
                config.home(),
                config.publication(),
                config.database(),
                config.sources(),
                config.lists(),
                config.topics(),
                config.smtp(),
                config.web(),
                config.templates(),
                config.lateAfter(),
                config.giveUpAfter(),
                config.maxSize(),
                config.bounces(),
                keys,
                config.faultLimit(),
                config.pacing());
    }
}
