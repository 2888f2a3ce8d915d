package org.briefwire.pace;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.briefwire.bounce.Blame;
import org.briefwire.config.Pacing;
import org.briefwire.config.ProviderPace;
import org.briefwire.dns.Dns;
import org.briefwire.model.EmailAddress;
import org.briefwire.store.Database;
import org.briefwire.store.Providers;
import org.briefwire.store.Providers.Known;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How fast each mailbox provider may be sent to. What one asked for is kept in the database, so it
 * holds over restarts and on all nodes. Safe for many threads.
 */
public final class Speeds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Speeds.class);
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final MailboxProviders providers;
    private final Providers rows;
    private final InstantSource clock;
    private final List<ProviderPace> configured;
    private final Meter meter;
    private final Askers askers;
    private final Set<String> asking = ConcurrentHashMap.newKeySet();
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Map<String, Speed> speeds = Map.of();
    private volatile boolean limiting;
    private volatile boolean byHost;
    private volatile int sharers = 1;
    private long looked = System.nanoTime() - LOOK_NANOS;

    /** No speeds are known yet. */
    public Speeds(Pacing pacing, Database database, Dns dns, InstantSource clock) {
        this(pacing, database, dns, clock, new Meter(System::nanoTime));
    }

    Speeds(Pacing pacing, Database database, Dns dns, InstantSource clock, Meter meter) {
        this.providers = new MailboxProviders(pacing.providers(), dns);
        this.rows = new Providers(database);
        this.clock = clock;
        this.meter = meter;
        this.askers = new Askers(clock);
        this.configured = pacing.providers().stream().filter(ProviderPace::isLimited).toList();
    }

    /** Looks what other nodes have heard, once a second at the most. */
    public void refresh() {
        looking.lock();
        try {
            if (System.nanoTime() - looked >= LOOK_NANOS) {
                look();
            }
        } finally {
            looking.unlock();
        }
    }

    private void look() {
        var found = new HashMap<String, Speed>();
        for (var known : rows.all()) {
            found.put(known.id(), speed(known));
        }
        for (var provider : configured) {
            found.computeIfAbsent(provider.id(), id -> speed(rows.enter(id)));
        }
        speeds = Map.copyOf(found);
        var now = clock.instant();
        limiting = speeds.values().stream().anyMatch(speed -> speed.isLimited(now));
        byHost =
                speeds.values().stream()
                        .filter(speed -> speed.isLimited(now))
                        .anyMatch(speed -> providers.hasHosts(speed.id()));
        looked = System.nanoTime();
    }

    /** Every provider that has, or had, a limit. */
    public Collection<Speed> all() {
        return speeds.values();
    }

    /** Whether any provider is to be sent to more slowly than it could be. */
    public boolean isLimiting() {
        return limiting;
    }

    /** Learns whose the recipients are, as far as that matters now. */
    public void meet(List<EmailAddress> recipients) {
        if (byHost) {
            providers.ask(recipients.stream().map(EmailAddress::asciiDomain).toList());
        }
    }

    /** The speed of a recipient's provider, when that has a limit now. */
    public Optional<Speed> limited(EmailAddress recipient) {
        if (!limiting) {
            return Optional.empty();
        }
        return Optional.ofNullable(speeds.get(providers.of(recipient.asciiDomain())))
                .filter(speed -> speed.isLimited(clock.instant()));
    }

    /** The speed of a domain's provider, which has a pool from now on. */
    public Speed enter(String domain) {
        var id = providers.of(domain);
        looking.lock();
        try {
            var known = speeds.get(id);
            if (known == null) {
                known = speed(rows.enter(id));
                look();
            }
            return known;
        } finally {
            looking.unlock();
        }
    }

    /** So many nodes, this one with them, send to whoever has no limit: each about as much. */
    public void shareWith(int nodes) {
        sharers = nodes;
    }

    /** A recipient was sent a message. */
    public void sent(EmailAddress recipient) {
        meter.count(recipient.asciiDomain());
    }

    /** A recipient's server took no message for now: it may have asked for less. */
    public void refused(EmailAddress recipient, String reply) {
        var domain = recipient.asciiDomain();
        if (Blame.asksForLess(reply) && askers.isHeard(domain, reply) && asking.add(domain)) {
            // DNS may take its time, and the connection has others to serve
            Thread.ofVirtual()
                    .name("slow-down")
                    .start(() -> {
                        try {
                            slowDown(domain, reply);
                        } finally {
                            asking.remove(domain);
                        }
                    });
        }
    }

    private void slowDown(String domain, String reply) {
        providers.ask(List.of(domain));
        var id = providers.of(domain);
        var measured = measured(id);
        looking.lock();
        try {
            var speed = Optional.ofNullable(speeds.get(id)).orElseGet(() -> speed(rows.enter(id)));
            var slow = speed.asked(measured, reply, clock.instant());
            if (slow.isPresent()) {
                rows.slow(speed.pool(), slow.get());
                look();
                LOG.warn(
                        "{} asked for less: it gets {} messages a minute for now ({})",
                        id,
                        slow.get().perHour() / 60,
                        reply);
            }
        } catch (RuntimeException e) {
            LOG.warn("{} asked for less, which can't be kept: {}", id, e.getMessage());
        } finally {
            looking.unlock();
        }
    }

    /** What all nodes together send to a provider, by all its domains, an hour. */
    private long measured(String id) {
        if (providers.hasHosts(id)) {
            providers.askAll(meter.domains());
        }
        return sharers * meter.perHour(domain -> providers.of(domain).equals(id));
    }

    private Speed speed(Known known) {
        return new Speed(known, providers.find(known.id()));
    }

    @Override
    public void close() {
        providers.close();
    }
}
