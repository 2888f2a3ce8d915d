package org.briefwire.deliver;

import java.util.List;
import java.util.Optional;
import org.briefwire.config.Bounces;
import org.briefwire.config.Config;
import org.briefwire.config.FaultLimit;
import org.briefwire.config.Pacing;
import org.briefwire.config.Publication;
import org.briefwire.config.SmtpServer;
import org.briefwire.dkim.DkimKey;
import org.briefwire.model.EmailAddress;
import org.briefwire.testing.TestConfigs;

/** The tests' config with SMTP servers. */
final class Configs {
    private Configs() {}

    /** What differs from the config that it is made of. */
    private record Changed(
            Publication publication,
            List<SmtpServer> smtp,
            Bounces bounces,
            List<DkimKey> dkim,
            FaultLimit faultLimit,
            Pacing pacing) {
        static Changed of(Config config) {
            return new Changed(
                    config.publication(),
                    config.smtp(),
                    config.bounces(),
                    config.dkim(),
                    config.faultLimit(),
                    config.pacing());
        }

        Config in(Config config) {
            return new Config(
                    config.home(),
                    publication,
                    config.database(),
                    config.sources(),
                    config.lists(),
                    config.topics(),
                    smtp,
                    config.web(),
                    config.templates(),
                    config.lateAfter(),
                    config.giveUpAfter(),
                    config.maxSize(),
                    bounces,
                    dkim,
                    faultLimit,
                    pacing);
        }
    }

    static Config withBounces(Config config, EmailAddress address) {
        var is = Changed.of(config);
        var bounces = TestConfigs.bounces(Optional.of(address));
        return new Changed(is.publication, is.smtp, bounces, is.dkim, is.faultLimit, is.pacing)
                .in(config);
    }

    static Config withPublication(Config config, Publication publication) {
        var is = Changed.of(config);
        return new Changed(publication, is.smtp, is.bounces, is.dkim, is.faultLimit, is.pacing)
                .in(config);
    }

    static Config withSmtp(Config config, List<SmtpServer> servers) {
        var is = Changed.of(config);
        return new Changed(is.publication, servers, is.bounces, is.dkim, is.faultLimit, is.pacing)
                .in(config);
    }

    static Config withPacing(Config config, Pacing pacing) {
        var is = Changed.of(config);
        return new Changed(is.publication, is.smtp, is.bounces, is.dkim, is.faultLimit, pacing)
                .in(config);
    }

    static Config withDkim(Config config, List<DkimKey> keys) {
        var is = Changed.of(config);
        return new Changed(is.publication, is.smtp, is.bounces, keys, is.faultLimit, is.pacing)
                .in(config);
    }

    static Config withFaultLimit(Config config, FaultLimit limit) {
        var is = Changed.of(config);
        return new Changed(is.publication, is.smtp, is.bounces, is.dkim, limit, is.pacing)
                .in(config);
    }
}
