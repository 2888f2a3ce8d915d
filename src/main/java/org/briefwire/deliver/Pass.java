package org.briefwire.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.DeliveryState;
import org.briefwire.model.Progress;
import org.briefwire.store.Allotment;
import org.briefwire.store.CourierLock.Claim;

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

    private final Claim claim;
    private final Allotment allotment;
    private final Book.Office office;
    private final List<? extends Courier> couriers;
    private final Letters letters;
    private final Tally tally;
    private final Map<Courier, Reply> outOfReach = new ConcurrentHashMap<>();
    private final Instant now;
    private final EnvelopeQueue queue;
    private final Committer committer;
    private int claimSize = SMALLEST_CLAIM;
    private long claimedAt = System.nanoTime();

    /** What a pass works with, and who hears how far it has come. */
    record Desk(Book.Office office, Letters letters, Allotment allotment, Progress.Work progress) {}

    Pass(Claim claim, Desk desk, List<? extends Courier> couriers) {
        this.claim = claim;
        this.office = desk.office();
        this.allotment = desk.allotment();
        this.couriers = couriers;
        this.letters = desk.letters();
        this.tally = new Tally(desk.progress());
        this.now = office.clock().instant();
        this.queue = new EnvelopeQueue(this::claimNotices, this::claimBulk);
        this.committer = new Committer(new Book(claim.owner(), office, tally), GRACE);
    }

    private List<Envelope> claimNotices() {
        return office.notices().claimDue(claim.owner(), office.clock().instant(), NOTICES).stream()
                .map(letters::notice)
                .toList();
    }

    private List<Envelope> claimBulk() {
        sizeClaim();
        couriers.forEach(courier -> courier.shareWith(claim.sharers()));
        while (claim.held()) {
            var claimed = allotment.claimDue(claim.owner(), now, claimSize);
            tally.count(DeliveryState.CANCELLED, claimed.cancelled());
            if (!claimed.due().isEmpty() || claimed.cancelled() == 0) {
                return claimed.due().stream().map(letters::digest).toList();
            }
        }
        throw new BriefwireException("the right to send was lost with the database's connection");
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
            var able = new ArrayList<Courier>(couriers);
            while (!able.isEmpty() && !queue.isEmpty()) {
                round(able);
                able.removeAll(outOfReach.keySet());
            }
            if (!queue.isEmpty()) {
                var reason = Reply.ours(String.join("; ", troubles()));
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
                troubles());
    }

    private List<String> troubles() {
        return couriers.stream()
                .flatMap(courier -> Optional.ofNullable(outOfReach.get(courier)).stream())
                .map(Reply::text)
                .toList();
    }

    private void round(List<Courier> able) {
        var done = new ArrayList<Future<?>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var courier : able) {
                done.add(executor.submit(() -> courier.handOver(wanted(), new Ears(courier))));
            }
        }
        for (var each : done) {
            await(each);
        }
    }

    private Iterator<Envelope> wanted() {
        return new Wanted(queue.share(), office.faults()::leavesOut);
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
        private final Courier courier;

        Ears(Courier courier) {
            this.courier = courier;
        }

        @Override
        public void ended(Envelope envelope, Outcome outcome) {
            committer.add(new Ended(envelope.parcel(), courier.server(), outcome));
        }

        @Override
        public void notTaken(Envelope envelope) {
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
            outOfReach.put(courier, reason);
        }
    }
}
