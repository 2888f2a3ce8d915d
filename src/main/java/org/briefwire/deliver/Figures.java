package org.briefwire.deliver;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.briefwire.model.BriefwireException;
import org.briefwire.pace.Speed;
import org.briefwire.pace.Speeds;
import org.briefwire.watch.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be seen of the sending at a moment: the queue, the servers, the slow providers. To look
 * changes nothing; what can't be read is left out.
 */
record Figures(Book.Office office, Duties duties, Speeds speeds) {
    private static final Logger LOG = LoggerFactory.getLogger(Figures.class);

    void showIn(Metrics metrics) {
        metrics.figure(
                "briefwire.queue.age.seconds",
                "How long what is due the longest has been due",
                this::age);
        var up = metrics.figures("briefwire.server.up", "1: it is given mail", "server");
        var slow =
                metrics.figures(
                        "briefwire.provider.messages.per.minute",
                        "What a provider with a rate, or one that asked for less, may be sent now",
                        "provider");
        metrics.before(() -> {
            up.set(servers());
            slow.set(providers());
        });
    }

    private double age() {
        var now = office.clock().instant();
        try {
            return office.deliveries()
                    .nextDue()
                    .map(due -> Duration.between(due, now))
                    .filter(age -> !age.isNegative())
                    .map(Duration::toSeconds)
                    .orElse(0L);
        } catch (BriefwireException outOfReach) {
            LOG.debug("the queue's age is not known: {}", outOfReach.getMessage());
            return Double.NaN;
        }
    }

    private Map<String, Double> servers() {
        var servers = new HashMap<String, Double>();
        for (var duty : duties.all()) {
            var server = duty.courier().server();
            try {
                servers.put(server, duty.looksAble() ? 1.0 : 0.0);
            } catch (BriefwireException outOfReach) {
                LOG.debug("whether {} is up is not known: {}", server, outOfReach.getMessage());
            }
        }
        return servers;
    }

    private Map<String, Double> providers() {
        InstantSource clock = office.clock();
        var providers = new HashMap<String, Double>();
        for (Speed speed : speeds.all()) {
            speed.perHour(clock.instant())
                    .ifPresent(perHour -> providers.put(speed.id(), perHour / 60.0));
        }
        return providers;
    }
}
