package org.briefwire.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.DeliveryState;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Progress;
import org.briefwire.pace.Speed;
import org.briefwire.pace.Speeds;
import org.briefwire.store.Allotment;
import org.briefwire.store.CourierLock.Claim;
import org.briefwire.store.DueDelivery;
import org.briefwire.watch.Metrics;

/**
 * Hands over what is due at its start, once each, by all couriers together: each takes from one
 * queue what it can, so they share the load and cover for each other.
 */
final class Pass {
    private static final int SMALLEST_CLAIM = 32;
    private static final int LARGEST_CLAIM = 500;
    private static final Duration LONG = Duration.ofSeconds(2);
    private static final int NOTICES = 50;
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration SELDOM = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofMillis(100);

    private final Claim claim;
    private final Allotment allotment;
    private final Book.Office office;
    private final Duties duties;
    private final Speeds speeds;
    private final Stay stay;
    private final Metrics metrics;
    private final Letters letters;
    private final Tally tally;
    private final Set<String> troubles = ConcurrentHashMap.newKeySet();
    private final Instant now;
    private final EnvelopeQueue queue;
    private final Committer committer;

    /** How many couriers are at it. */
    private final AtomicInteger busy = new AtomicInteger();

    private int claimSize = SMALLEST_CLAIM;
    private long claimedAt = System.nanoTime();
    private long finished = System.nanoTime();

    /** What falls due while a pass waits for somebody's turn. */
    enum Stay {
        /** Is left for another pass: each delivery is tried once. */
        ONCE,
        /** Is sent too: the pass may last for hours. */
        ON
    }

    /** What a pass works with, and who hears how far it has come. */
    record Desk(
            Book.Office office,
            Letters letters,
            Allotment allotment,
            Speeds speeds,
            Map<Integer, Lane.Turns> turns,
            Metrics metrics,
            Progress.Work progress,
            Stay stay) {}

    Pass(Claim claim, Desk desk, Duties duties) {
        this.claim = claim;
        this.office = desk.office();
        this.allotment = desk.allotment();
        this.duties = duties;
        this.letters = desk.letters();
        this.speeds = desk.speeds();
        this.stay = desk.stay();
        this.metrics = desk.metrics();
        this.tally = new Tally(desk.progress());
        this.now = office.clock().instant();
        this.queue =
                new EnvelopeQueue(
                        new EnvelopeQueue.Sources(
                                this::claimNotices,
                                this::claimBulk,
                                this::claimOf,
                                stay == Stay.ON),
                        new Lanes(desk.turns(), office.clock()));
        this.committer = new Committer(new Book(claim.owner(), office, tally), GRACE);
    }

    private List<Envelope> claimNotices() {
        if (office.faults().stopped().isEmpty()) {
            openLanes();
            finishNowAndThen();
        } else {
            // what a person lets go on again must not be left out for as long as somebody is slow
            queue.endLanes();
        }
        return office.notices().claimDue(claim.owner(), office.clock().instant(), NOTICES).stream()
                .map(letters::notice)
                .toList();
    }

    /**
     * What waits for its turn may have been put there by any node, at any time; the node that has
     * had the right to send the longest takes it, so that limits hold over all.
     */
    private void openLanes() {
        speeds.refresh();
        if (speeds.all().isEmpty() || !duties.anyAble() || !claim.isFirst()) {
            return;
        }
        var due = office.pools().nextDue();
        queue.slow(
                speeds.all().stream()
                        .filter(speed ->
                                due.containsKey(speed.pool())
                                        && !due.get(speed.pool()).isAfter(latest()))
                        .toList(),
                speeds.all());
    }

    /** A pass may last for hours, and most editions are done long before. */
    private void finishNowAndThen() {
        if (stay == Stay.ON && System.nanoTime() - finished > SELDOM.toNanos()) {
            office.deliveries().finishEditions();
            finished = System.nanoTime();
        }
    }

    private Instant latest() {
        return stay == Stay.ON ? office.clock().instant() : now;
    }

    private List<Envelope> claimOf(int pool, int number) {
        if (!claim.held() || !duties.anyAble()) {
            return List.of();
        }
        var claimed = allotment.claimDueOf(pool, claim.owner(), latest(), number);
        tally.count(DeliveryState.CANCELLED, claimed.cancelled());
        return claimed.due().stream().map(letters::digest).toList();
    }

    private List<Envelope> claimBulk() {
        sizeClaim();
        duties.shareWith(claim.sharers());
        while (claim.held()) {
            // what no server may be given today stays where it is
            if (!duties.anyAble() && duties.anyReachable()) {
                return List.of();
            }
            var claimed = allotment.claimDue(claim.owner(), latest(), claimSize);
            tally.count(DeliveryState.CANCELLED, claimed.cancelled());
            var free = park(claimed.due());
            if (!free.isEmpty() || (claimed.due().isEmpty() && claimed.cancelled() == 0)) {
                return free.stream().map(letters::digest).toList();
            }
        }
        throw new BriefwireException("the right to send was lost with the database's connection");
    }

    /** Puts aside what has to wait for its turn with its provider; the rest is the answer. */
    private List<DueDelivery> park(List<DueDelivery> claimed) {
        speeds.refresh();
        if (!speeds.isLimiting()) {
            return claimed;
        }
        speeds.meet(claimed.stream().map(DueDelivery::address).toList());
        var free = new ArrayList<DueDelivery>();
        var parked = new HashMap<Speed, List<DueDelivery>>();
        for (var due : claimed) {
            speeds.limited(due.address())
                    .ifPresentOrElse(
                            speed -> parked.computeIfAbsent(speed, _ -> new ArrayList<>()).add(due),
                            () -> free.add(due));
        }
        parked.forEach(
                (speed, waiting) -> office.pools().park(claim.owner(), speed.pool(), waiting));
        if (claim.isFirst()) {
            queue.slow(parked.keySet(), speeds.all());
        }
        return free;
    }

    /** A claim is worked off within seconds: who leaves meanwhile still gets what is in it. */
    private void sizeClaim() {
        var slow = System.nanoTime() - claimedAt > LONG.toNanos();
        claimSize = slow ? claimSize / 2 : claimSize * 2;
        claimSize = Math.clamp(claimSize, SMALLEST_CLAIM, LARGEST_CLAIM);
        claimedAt = System.nanoTime();
    }

    /** Begins no further message. */
    void stop() {
        queue.stop();
    }

    /** Stops waiting for a database that is gone. */
    void hurry() {
        committer.hurry();
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
                office.deliveries().waiting(),
                office.deliveries().nextDue(),
                office.faults().stopped(),
                sorted(troubles));
    }

    private static List<String> sorted(Set<String> troubles) {
        return troubles.stream().sorted().toList();
    }

    private void round() {
        var done = new ArrayList<Future<?>>();
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
        var away = false;
        // whoever is at it may give something back
        while (duties.anyReachable() && !isOver()) {
            if (!duty.breaker().awaitClosed(TICK)) {
                away = true;
                continue;
            }
            if (away) {
                duties.back(duty);
                away = false;
            }
            if (queue.isEmpty()) {
                queue.awaitMore(TICK);
                continue;
            }
            handOver(duty);
            if (!duties.anyAble()) {
                return;
            }
        }
    }

    private void handOver(Duty duty) {
        busy.incrementAndGet();
        try {
            duty.courier().handOver(new Ration(queue, wanted(), duties, duty), new Ears(duty));
        } finally {
            busy.decrementAndGet();
        }
    }

    private boolean isOver() {
        return queue.isEmpty() && busy.get() == 0;
    }

    private Envelopes wanted() {
        return new Wanted(queue, office.faults()::leavesOut);
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
        public void ended(Envelope envelope, Outcome outcome) {
            hear(envelope.recipient(), outcome);
            metrics.handedOver(
                    outcome.word(),
                    duty.courier().server(),
                    envelope.lane().map(Lane::provider).orElse(Metrics.OTHERS));
            queue.ended(envelope);
            committer.add(new Ended(envelope.parcel(), duty.courier().server(), outcome));
        }

        private void hear(EmailAddress recipient, Outcome outcome) {
            switch (outcome) {
                case Outcome.Sent _ -> speeds.sent(recipient);
                case Outcome.Deferred(var reply, var said) -> {
                    if (said == Outcome.Said.OF_RECIPIENT && reply.code() > 0) {
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
