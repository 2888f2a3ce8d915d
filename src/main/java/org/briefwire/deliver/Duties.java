package org.briefwire.deliver;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.briefwire.config.Config;
import org.briefwire.config.SmtpServer;
import org.briefwire.pace.Allowance;
import org.briefwire.store.Allowances;
import org.briefwire.store.Database;

/**
 * The couriers of all servers, and who of them may be given mail. Without weights each takes what
 * it can. With them none runs ahead of another that could be given mail, unless that one was waited
 * for, for a second, and has taken nothing: it is stuck, until it takes something.
 */
final class Duties {
    private static final double LEAD = 8;
    private static final Duration TOMORROW = Duration.ofDays(2);
    private static final Duration STUCK = Duration.ofSeconds(1);

    private final List<Duty> all;
    private final boolean weighted;
    private final Allowances allowances;
    private final InstantSource clock;

    private Duties(List<Duty> all, boolean weighted, Allowances allowances, InstantSource clock) {
        this.all = all;
        this.weighted = weighted;
        this.allowances = allowances;
        this.clock = clock;
    }

    static Duties of(Config config, Database database, Equipment equipment) {
        var zone = config.publication().zone();
        var clock = equipment.clock();
        var together =
                config.pacing()
                        .warmUp()
                        .map(plan -> new Allowance("sender", plan, database, zone, clock));
        var pace = new Pace(config.pacing().rate());
        var all = new ArrayList<Duty>();
        for (var server : config.smtp()) {
            var allowances = new ArrayList<Allowance>();
            server.terms()
                    .warmUp()
                    .map(plan ->
                            new Allowance("server:" + server.id(), plan, database, zone, clock))
                    .ifPresent(allowances::add);
            together.ifPresent(allowances::add);
            all.add(
                    Duty.of(
                            new SmtpCourier(server, equipment.tls(), equipment.patience(), pace),
                            server.terms().weight().orElse(1),
                            allowances));
        }
        var weighted =
                config.smtp().stream()
                        .map(SmtpServer::terms)
                        .anyMatch(terms -> terms.weight().isPresent());
        return new Duties(List.copyOf(all), weighted, new Allowances(database), clock);
    }

    List<Duty> all() {
        return all;
    }

    /** Those that are not among the named ones. */
    Stream<Duty> besides(Set<String> servers) {
        return all.stream().filter(duty -> !servers.contains(duty.courier().server()));
    }

    /** How many messages may be under way at the same time. */
    int connections() {
        return all.stream().mapToInt(duty -> duty.courier().connections()).sum();
    }

    /** Whether any may be given a digest. */
    boolean anyAble() {
        return all.stream().anyMatch(Duty::isAble);
    }

    /** Whether any server is thought to answer. */
    boolean anyReachable() {
        return all.stream().anyMatch(duty -> duty.breaker().reason().isEmpty());
    }

    /** Why nothing is given to some, a line for each. */
    List<String> troubles() {
        return all.stream().flatMap(duty -> trouble(duty).stream()).distinct().toList();
    }

    private static Optional<String> trouble(Duty duty) {
        return duty.breaker()
                .reason()
                .map(Reply::text)
                .or(() ->
                        duty.allowances().stream()
                                .filter(allowance -> !allowance.isLeft())
                                .map(allowance ->
                                        duty.courier().server() + ": " + allowance.words())
                                .findFirst());
    }

    /** A pass begins: whoever was away has nothing to catch up with. */
    void begin() {
        all.forEach(duty -> {
            duty.taken().set(0);
            duty.stuck().set(false);
        });
    }

    /** Whether it is this one's turn to take a message. */
    boolean isTurn(Duty duty) {
        if (!weighted || all.size() == 1) {
            return true;
        }
        return duty.progress() < leastOfOthers(duty).orElse(Double.MAX_VALUE) + LEAD;
    }

    /** How long the others are waited for. */
    Duration patience() {
        return STUCK;
    }

    /** This one has waited that long for its turn: whoever is behind it is stuck. */
    void waitedFor(Duty duty) {
        all.stream()
                .filter(other -> other.progress() + LEAD <= duty.progress())
                .forEach(other -> other.stuck().set(true));
    }

    /** How far the last of the others that may be given mail is with its share. */
    private OptionalDouble leastOfOthers(Duty duty) {
        return all.stream()
                .filter(other -> !other.equals(duty) && other.isAble() && !other.stuck().get())
                .mapToDouble(Duty::progress)
                .min();
    }

    /** It has taken one. */
    void took(Duty duty) {
        if (weighted) {
            if (duty.stuck().getAndSet(false)) {
                back(duty);
            }
            duty.taken().incrementAndGet();
        }
    }

    /** The server is back: it goes on from where the others are. */
    void back(Duty duty) {
        leastOfOthers(duty)
                .ifPresent(progress ->
                        duty.taken()
                                .accumulateAndGet((long) (progress * duty.weight()), Math::max));
    }

    /** The configured rates are those of so many nodes together. */
    void shareWith(int sharers) {
        all.forEach(duty -> duty.courier().shareWith(sharers));
    }

    /** Nothing more may be sent today: what is half-sent is so on purpose until tomorrow. */
    void excuse() {
        allowances.excuse(clock.instant().plus(TOMORROW));
    }

    /** What is allowed and not used goes to other nodes. */
    void release() {
        all.forEach(duty -> duty.allowances().forEach(Allowance::release));
    }
}
