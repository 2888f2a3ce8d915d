package org.briefwire.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Progress;
import org.briefwire.pace.Speeds;
import org.briefwire.store.Allotment;
import org.briefwire.store.CourierLock.Claim;
import org.briefwire.watch.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over what is due at its start, once each, by all couriers together: each takes from one
 * queue what it can, so they share the load and cover for each other.
 */
final class Pass {
    private static final Logger LOG = LoggerFactory.getLogger(Pass.class);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofMillis(100);

    private final Claim claim;
    private final Book.Office office;
    private final Duties duties;
    private final Stay stay;
    private final Speeds speeds;
    private final Metrics metrics;
    private final Holdups holdups;
    private final Tally tally;
    private final Set<String> troubles = ConcurrentHashMap.newKeySet();
    private final Set<String> passing = ConcurrentHashMap.newKeySet();

    /** How many couriers are at it. */
    private final AtomicInteger busy = new AtomicInteger();

    /** How many have not left the round, and are not waiting for their server to be back. */
    private final AtomicInteger present = new AtomicInteger();

    private final EnvelopeQueue queue;
    private final Committer committer;

    /** What falls due while a pass waits for somebody's turn. */
    enum Stay {
        /** Is left for another pass: each delivery is tried once. */
        ONCE,
        /** Is sent too: the pass may last for hours. */
        ON
    }

    /**
     * What a pass works with, and who hears how far it has come.
     *
     * @param living is run about once a second for as long as it sends
     */
    record Desk(
            Book.Office office,
            Letters letters,
            Allotment allotment,
            Speeds speeds,
            Map<Integer, Lane.Turns> turns,
            Holdups holdups,
            Metrics metrics,
            Progress.Work progress,
            Stay stay,
            Runnable living) {}

    Pass(Claim claim, Desk desk, Duties duties) {
        this.claim = claim;
        this.office = desk.office();
        this.duties = duties;
        this.stay = desk.stay();
        this.holdups = desk.holdups();
        this.speeds = desk.speeds();
        this.metrics = desk.metrics();
        this.tally = new Tally(desk.progress());
        this.queue = new Intake(claim, desk, duties, tally).queue();
        this.committer = new Committer(new Book(claim.owner(), office, tally, claim::doubt), GRACE);
    }

    /** Begins no further message. */
    void stop() {
        queue.stop();
    }

    /** Stops waiting for a database that is gone. */
    void hurry() {
        committer.hurry();
    }

    /** For how long outcomes can't be kept. */
    Duration unkept() {
        return committer.unkept();
    }

    DispatchReport run() {
        office.faults().begin();
        try (committer) {
            duties.begin();
            while (duties.anyReachable() && !queue.isEmpty()) {
                round();
                if (!duties.anyAble() && duties.anyReachable()) {
                    // no more today: what is left goes back with the claim
                    troubles.addAll(duties.troubles());
                    duties.excuse();
                    queue.stop();
                }
            }
            if (!queue.isEmpty()) {
                troubles.addAll(duties.troubles());
                settle(_ -> true);
                var reason = Reply.ours(String.join("; ", sorted(troubles)));
                queue.rest()
                        .forEach(envelope ->
                                committer.add(
                                        new Ended(
                                                envelope.parcel(),
                                                "",
                                                new Outcome.Deferred(reason))));
            }
        } finally {
            // what a claim under way still brings is put back with the rest
            queue.settle();
            claim.putBack();
            duties.release();
        }
        office.deliveries().finishEditions();
        return new DispatchReport(
                DispatchReport.Sender.THIS_PROCESS,
                tally.sent(),
                tally.deferred(),
                tally.failed(),
                tally.cancelled(),
                waiting(),
                office.deliveries().nextDue(),
                office.faults().stopped(),
                sorted(troubles));
    }

    private static List<String> sorted(Set<String> troubles) {
        return troubles.stream().sorted().toList();
    }

    /** To count them takes as long as there are many; in the background nobody asks. */
    private long waiting() {
        return stay == Stay.ONCE ? office.deliveries().waiting() : 0;
    }

    private void round() {
        var done = new ArrayList<Future<?>>();
        present.set(duties.all().size());
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var duty : duties.all()) {
                done.add(executor.submit(() -> keepHandingOver(duty)));
            }
        }
        for (var each : done) {
            await(each);
        }
    }

    private void keepHandingOver(Duty duty) {
        try {
            // whoever is at it may give something back, or pass it on
            while (duties.anyReachable() && !isOver()) {
                settleWhatFindsNobody();
                if (!duty.breaker().awaitClosed(TICK) && !comesBack(duty)) {
                    return;
                }
                if (queue.isEmpty()) {
                    queue.awaitMore(TICK);
                    continue;
                }
                handOver(duty);
                if (!duties.anyAble()) {
                    return;
                }
                if (!isOver()) {
                    queue.awaitMore(TICK);
                }
            }
        } catch (RuntimeException e) {
            // the others would wait for what nobody brings them
            queue.stop();
            throw e;
        } finally {
            present.decrementAndGet();
        }
    }

    /** Waits for its server while others are at it; false when the round is over before. */
    private boolean comesBack(Duty duty) {
        present.decrementAndGet();
        try {
            while (!duty.breaker().awaitClosed(TICK)) {
                settleWhatFindsNobody();
                if (present.get() == 0 || isOver()) {
                    return false;
                }
            }
        } finally {
            present.incrementAndGet();
        }
        duties.back(duty);
        return true;
    }

    private void handOver(Duty duty) {
        var wanted =
                new Wanted(
                        queue.of(duty.courier().server()), office.faults()::leavesOut, queue::drop);
        busy.incrementAndGet();
        try {
            duty.courier()
                    .handOver(
                            new Ration(queue, wanted, duties, duty, this::settleWhatFindsNobody),
                            new Ears(duty));
        } finally {
            busy.decrementAndGet();
        }
    }

    private boolean isOver() {
        return queue.isEmpty() && busy.get() == 0;
    }

    private void settleWhatFindsNobody() {
        settle(refusers -> duties.besides(refusers).noneMatch(Duty::isAble));
    }

    /** What a server passed on and no other can be asked for has the outcome that it had there. */
    private void settle(Predicate<Set<String>> hopeless) {
        queue.settled(hopeless).forEach(committer::add);
    }

    private static void await(Future<?> courier) {
        try {
            courier.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException unexpected
                    ? unexpected
                    : new BriefwireException("sending: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What one courier tells. */
    private final class Ears implements Outcomes {
        private final Duty duty;

        Ears(Duty duty) {
            this.duty = duty;
        }

        @Override
        public void took(Envelope envelope, long nanos, Outcome outcome) {
            holdups.took(
                    envelope.recipient().asciiDomain(), nanos, outcome instanceof Outcome.Sent);
        }

        @Override
        public boolean isSlow(Envelope envelope) {
            return holdups.isSlow(envelope.recipient().asciiDomain());
        }

        @Override
        public void ended(Envelope envelope, Outcome outcome) {
            var server = duty.courier().server();
            hear(envelope.recipient(), outcome);
            metrics.handedOver(
                    outcome.word(),
                    server,
                    envelope.lane().map(Lane::provider).orElse(Metrics.OTHERS));
            if (outcome.isForAnother()) {
                refused(envelope, outcome);
            } else {
                end(envelope, new Ended(envelope.parcel(), server, outcome));
            }
        }

        private void end(Envelope envelope, Ended last) {
            queue.ended(envelope);
            committer.add(last);
        }

        /** What one server refuses for reasons of its own goes to those that have not. */
        private void refused(Envelope envelope, Outcome outcome) {
            var server = duty.courier().server();
            var further = envelope.refusedBy(server, outcome);
            var others = duties.besides(further.refusers()).toList();
            // nor is it final where one of those that were asked may take it later
            var open = further.putOff() || !others.isEmpty();
            var last = new Ended(envelope.parcel(), server, open ? outcome.notFinal() : outcome);
            if (others.stream().noneMatch(Duty::isAble) || !passOn(envelope, further, last)) {
                end(envelope, last);
            }
        }

        private boolean passOn(Envelope envelope, Envelope further, Ended last) {
            if (!queue.passOn(envelope, further)) {
                return false;
            }
            duty.putBackAllowance();
            if (passing.add(last.server())) {
                LOG.warn(
                        "{} refuses what other servers are asked to take now: {}",
                        last.server(),
                        last.outcome());
            }
            return true;
        }

        /** A server that asks for less is heard, also when another one may take the message now. */
        private void hear(EmailAddress recipient, Outcome outcome) {
            switch (outcome) {
                case Outcome.Sent _ -> speeds.sent(recipient);
                case Outcome.Deferred(var reply, var said) -> {
                    if (said != Outcome.Said.OF_SENDER && reply.code() > 0) {
                        speeds.refused(recipient, reply.text());
                    }
                }
                case Outcome.Failed _, Outcome.InDoubt _, Outcome.Cancelled _ -> {}
            }
        }

        @Override
        public void notTaken(Envelope envelope) {
            duty.putBackAllowance();
            queue.putBack(envelope);
        }

        @Override
        public boolean mayBegin() {
            if (claim.held()) {
                return true;
            }
            queue.stop();
            return false;
        }

        @Override
        public void outOfReach(Reply reason) {
            troubles.add(reason.text());
            duty.breaker().trip(reason);
        }
    }
}
