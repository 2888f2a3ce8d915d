package org.briefwire.pace;

import java.net.IDN;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.briefwire.config.KnownProviders;
import org.briefwire.config.ProviderPace;
import org.briefwire.dns.Answer;
import org.briefwire.dns.Dns;
import org.briefwire.dns.MailHosts;
import org.briefwire.model.Glob;

/**
 * Which provider takes the mail of a domain: by the domain's name, else by its first MX when DNS is
 * to be had and was asked, else the domain is a provider of its own. Safe for many threads.
 */
final class MailboxProviders implements AutoCloseable {
    private static final int KEPT = 50_000;
    private static final long KNOWN_NANOS = Duration.ofHours(6).toNanos();
    private static final long UNKNOWN_NANOS = Duration.ofMinutes(2).toNanos();
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final int MOST_AT_ONCE = 500;

    private final Map<String, ProviderPace> byId = new HashMap<>();
    private final List<Rule> domains = new ArrayList<>();
    private final List<Rule> hosts = new ArrayList<>();
    private final Dns dns;
    private final ReentrantLock lock = new ReentrantLock();
    private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Found> asked =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Found> eldest) {
                    return size() > KEPT;
                }
            };

    private final Map<String, Future<?>> pending = new HashMap<>();
    private volatile Duration patience = LONGEST;

    private record Rule(Glob glob, String id) {}

    private record Found(Optional<String> id, long until) {}

    /** The config's come first, those that are known anyway after them. */
    MailboxProviders(List<ProviderPace> configured, Dns dns) {
        this.dns = dns;
        var ids = configured.stream().map(ProviderPace::id).collect(Collectors.toSet());
        Stream.concat(
                        configured.stream(),
                        KnownProviders.all().stream().filter(known -> !ids.contains(known.id())))
                .forEach(this::enter);
    }

    private void enter(ProviderPace provider) {
        byId.put(provider.id(), provider);
        provider.domains().forEach(text -> domains.add(new Rule(glob(text), provider.id())));
        provider.mx().forEach(text -> hosts.add(new Rule(glob(text), provider.id())));
    }

    private static Glob glob(String text) {
        return Glob.of(text.indexOf('*') < 0 ? IDN.toASCII(text) : text);
    }

    /** What the config, or everybody, knows of a provider. */
    Optional<ProviderPace> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whether the domains that it hosts are known by their MX. */
    boolean hasHosts(String id) {
        return find(id).filter(known -> !known.mx().isEmpty()).isPresent();
    }

    /** The provider's id. Asks nobody. */
    String of(String domain) {
        lock.lock();
        try {
            var entry = asked.get(domain);
            if (entry == null) {
                var id = match(domains, domain);
                if (id.isEmpty()) {
                    return domain;
                }
                // by its name, so for good
                entry = new Found(id, Long.MAX_VALUE);
                asked.put(domain, entry);
            }
            return entry.id().orElse(domain);
        } finally {
            lock.unlock();
        }
    }

    private static Optional<String> match(List<Rule> rules, String name) {
        return rules.stream().filter(rule -> rule.glob().matches(name)).map(Rule::id).findFirst();
    }

    /**
     * Asks DNS about those that nobody asked about lately; waits three seconds at the most, and
     * half as long with each time that some have no answer by then: who sends can't wait with every
     * claim for a DNS that hangs.
     */
    void ask(Collection<String> names) {
        var answers =
                names.stream()
                        .distinct()
                        .filter(this::isOpen)
                        .flatMap(domain -> asking(domain).stream())
                        .toList();
        if (answers.isEmpty()) {
            return;
        }
        var late = false;
        var latest = System.nanoTime() + patience.toNanos();
        for (var answer : answers) {
            try {
                answer.get(Math.max(0, latest - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // what comes late is kept for the next time
                late = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("asking DNS", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        var millis = late ? patience.toMillis() / 2 : patience.toMillis() * 2;
        patience = Duration.ofMillis(Math.clamp(millis, SHORTEST.toMillis(), LONGEST.toMillis()));
    }

    /** Asks about any number, in order, until it has taken about as long as {@link #ask} may. */
    void askAll(List<String> names) {
        var latest = System.nanoTime() + LONGEST.toNanos();
        for (var from = 0;
                from < names.size() && System.nanoTime() - latest < 0;
                from += MOST_AT_ONCE) {
            ask(names.subList(from, Math.min(names.size(), from + MOST_AT_ONCE)));
        }
    }

    /** The answer that is to come; none when too many are open, each with a socket of its own. */
    private Optional<Future<?>> asking(String domain) {
        lock.lock();
        try {
            if (!pending.containsKey(domain) && pending.size() < MOST_AT_ONCE) {
                pending.put(domain, asking.submit(() -> keep(domain)));
            }
            return Optional.ofNullable(pending.get(domain));
        } finally {
            lock.unlock();
        }
    }

    private boolean isOpen(String domain) {
        lock.lock();
        try {
            var entry = asked.get(domain);
            if (entry != null) {
                return entry.until() != Long.MAX_VALUE && System.nanoTime() - entry.until() > 0;
            }
            return match(domains, domain).isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void keep(String domain) {
        try {
            var mail = MailHosts.of(domain, dns);
            var id = mail.hosts().stream().findFirst().flatMap(host -> match(hosts, host));
            var time = mail.answer() instanceof Answer.Unknown ? UNKNOWN_NANOS : KNOWN_NANOS;
            know(domain, new Found(id, System.nanoTime() + time));
        } finally {
            forget(domain);
        }
    }

    private void know(String domain, Found found) {
        lock.lock();
        try {
            asked.put(domain, found);
        } finally {
            lock.unlock();
        }
    }

    private void forget(String domain) {
        lock.lock();
        try {
            pending.remove(domain);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
