package org.briefwire.deliver;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a pass over the due deliveries came to.
 *
 * @param waiting deliveries of any edition that have not come to an end
 * @param nextDue when the next of them is due
 * @param stale editions found half-sent too late, and those stopped because servers blame us: they
 *     wait for a person
 * @param troubles servers that were out of reach, and why; notices that were given up
 */
public record DispatchReport(
        Sender sender,
        long sent,
        long deferred,
        long failed,
        long cancelled,
        long waiting,
        Optional<Instant> nextDue,
        List<String> stale,
        List<String> troubles) {
    public DispatchReport {
        stale = List.copyOf(stale);
        troubles = List.copyOf(troubles);
    }

    /** The same, with what was set aside and given up before it. */
    DispatchReport with(Takeover.Left left) {
        return new DispatchReport(
                sender,
                sent,
                deferred,
                failed,
                cancelled,
                waiting,
                nextDue,
                both(left.held(), stale),
                both(left.givenUp(), troubles));
    }

    /** This pass and the one after it. */
    public DispatchReport and(DispatchReport next) {
        return new DispatchReport(
                sender,
                sent + next.sent,
                deferred + next.deferred,
                failed + next.failed,
                cancelled + next.cancelled,
                next.waiting,
                next.nextDue,
                both(stale, next.stale),
                both(troubles, next.troubles));
    }

    private static List<String> both(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Who sends. */
    public enum Sender {
        THIS_PROCESS,
        /** Another process of this database has the right to send: it does. */
        ANOTHER_PROCESS
    }
}
