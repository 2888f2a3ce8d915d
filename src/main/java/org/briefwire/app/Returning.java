package org.briefwire.app;

import java.time.Duration;
import java.util.List;
import org.briefwire.audience.Inlet;
import org.briefwire.audience.MaildirInlet;
import org.briefwire.audience.RemoteInlet;
import org.briefwire.audience.Returns;
import org.briefwire.config.Bounces;
import org.briefwire.schedule.Scheduler;
import org.briefwire.web.BounceDoor;
import org.briefwire.web.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mails that come back to a running server: from a mailbox, a Maildir, and over HTTP. */
final class Returning {
    private static final Logger LOG = LoggerFactory.getLogger(Returning.class);
    private static final Duration OFTEN = Duration.ofSeconds(10);
    private static final Duration SELDOM = Duration.ofHours(6);

    private final Bounces config;
    private final Returns returns;

    Returning(Bounces config, Returns returns) {
        this.config = config;
        this.returns = returns;
    }

    private void take(byte[] raw, String origin) {
        var taken = returns.take(raw, origin, Returns.Trust.PROVEN);
        LOG.info(
                "a {} from the {}: {}",
                taken.reading().kind().word(),
                origin,
                taken.fresh() ? String.join(", ", taken.effects()) : "taken before");
    }

    List<Route> routes() {
        return config.token().map(token -> new BounceDoor(token, this::take).routes()).stream()
                .flatMap(List::stream)
                .toList();
    }

    void schedule(Scheduler scheduler) {
        scheduler.wake("refusals", returns::judgeRefusals, OFTEN);
        scheduler.wake("old-returned-mail", returns::shed, SELDOM);
        config.maildir()
                .map(maildir -> new MaildirInlet(maildir, this::take))
                .ifPresent(inlet -> scheduler.wake("bounces-maildir", inlet::look, OFTEN));
        config.mailbox()
                .ifPresent(mailbox -> {
                    Inlet inlet = new RemoteInlet(mailbox, this::take);
                    scheduler.wake("bounces-mailbox", inlet::look, mailbox.every());
                });
    }
}
