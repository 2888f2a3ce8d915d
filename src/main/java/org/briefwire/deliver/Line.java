package org.briefwire.deliver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What was claimed of the bulk, in a pass: what waits, what stands back so that its domain does not
 * hold everybody up, and what a server passed on to the others. Guarded by its queue's lock.
 */
final class Line {
    /** So many may stand back before further ones go back to the database. */
    private static final int ENOUGH = 100;

    /** The same while nothing is known of their domain: it may be as quick as others. */
    private static final int ENOUGH_OF_UNKNOWN = 2_000;

    /** So many that one server refused may wait for the others. */
    private static final int CROWD = 100;

    private final Holdups holdups;
    private final Deque<Envelope> waiting = new ArrayDeque<>();
    private final Map<String, Deque<Envelope>> back = new LinkedHashMap<>();
    private final List<Envelope> passedOn = new ArrayList<>();

    /** Those under way whose domain is not known to be quick. */
    private final Set<Envelope> tried = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Map<String, Integer> trials = new HashMap<>();
    private volatile boolean trying;

    Line(Holdups holdups) {
        this.holdups = holdups;
    }

    void add(List<Envelope> claimed) {
        waiting.addAll(claimed);
    }

    /** One was not taken after all. */
    void putBack(Envelope envelope) {
        ended(envelope);
        waiting.addFirst(envelope);
    }

    /** One is for the servers that have not refused it, also when one of these gives it back. */
    void passOn(Envelope envelope) {
        passedOn.add(envelope);
    }

    /** Whether more is passed on than is taken. */
    boolean isCrowded() {
        return passedOn.size() >= CROWD;
    }

    /** Takes out those whose refusers leave nobody to be asked. */
    List<Envelope> settled(Predicate<Set<String>> hopeless) {
        var settled = passedOn.stream().filter(each -> hopeless.test(each.refusers())).toList();
        passedOn.removeAll(settled);
        return settled;
    }

    /**
     * The next one for a server.
     *
     * @param alone whether there is, and will be, nothing but what stands back
     */
    Optional<Envelope> next(String server, boolean alone) {
        for (var each : passedOn) {
            if (!each.refusers().contains(server)) {
                passedOn.remove(each);
                return Optional.of(each);
            }
        }
        for (var domain : back.keySet()) {
            if (mayGo(domain)) {
                return Optional.of(taken(fromBack(domain)));
            }
        }
        while (!waiting.isEmpty()) {
            var next = waiting.removeFirst();
            if (mayGo(domain(next))) {
                return Optional.of(taken(next));
            }
            back.computeIfAbsent(domain(next), _ -> new ArrayDeque<>()).addLast(next);
        }
        return alone
                ? back.keySet().stream().findFirst().map(domain -> taken(fromBack(domain)))
                : Optional.empty();
    }

    /** Whether anything but what stands back is for a server. */
    boolean has(String server) {
        return !waiting.isEmpty()
                || passedOn.stream().anyMatch(each -> !each.refusers().contains(server));
    }

    private Envelope fromBack(String domain) {
        var those = back.getOrDefault(domain, new ArrayDeque<>());
        var first = those.removeFirst();
        if (those.isEmpty()) {
            back.remove(domain);
        }
        return first;
    }

    private static String domain(Envelope envelope) {
        return envelope.recipient().asciiDomain();
    }

    private boolean mayGo(String domain) {
        return holdups.isQuick(domain) || trials.getOrDefault(domain, 0) < holdups.share();
    }

    private Envelope taken(Envelope envelope) {
        var domain = domain(envelope);
        if (!holdups.isQuick(domain)) {
            tried.add(envelope);
            trials.merge(domain, 1, Integer::sum);
            trying = true;
        }
        return envelope;
    }

    /** Whether anything is under way whose end may let another one go. Needs no lock. */
    boolean isTrying() {
        return trying;
    }

    /** One has come to its end. */
    void ended(Envelope envelope) {
        if (tried.remove(envelope)) {
            trials.computeIfPresent(domain(envelope), (_, count) -> count > 1 ? count - 1 : null);
            trying = !tried.isEmpty();
        }
    }

    /** Whether a domain's further mail had better wait in the database. */
    boolean isFull(String domain) {
        return !holdups.isQuick(domain)
                && back.values().stream().mapToInt(Deque::size).sum()
                        >= (holdups.isSlow(domain) ? ENOUGH : ENOUGH_OF_UNKNOWN)
                && trials.getOrDefault(domain, 0) >= holdups.share();
    }

    /** Takes out what stands back of a domain. */
    List<Envelope> takeBack(String domain) {
        return Optional.ofNullable(back.remove(domain)).map(List::copyOf).orElse(List.of());
    }

    /** How many may go as soon as a connection is free. */
    int size() {
        return waiting.size();
    }

    /** Whether any may go when one of its domain has ended. */
    boolean standsBack() {
        return !back.isEmpty();
    }

    boolean isEmpty() {
        return waiting.isEmpty() && back.isEmpty() && passedOn.isEmpty();
    }

    /** Takes out everything. */
    List<Envelope> rest() {
        var rest = new ArrayList<>(waiting);
        back.values().forEach(rest::addAll);
        waiting.clear();
        back.clear();
        return rest;
    }
}
