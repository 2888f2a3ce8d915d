package org.briefwire.deliver;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.DeliveryState;
import org.briefwire.model.EditionId;
import org.briefwire.model.SubscriptionId;
import org.briefwire.pace.Speed;
import org.briefwire.store.CourierLock.Claim;
import org.briefwire.store.Deliveries;
import org.briefwire.store.DueDelivery;

/**
 * What a pass takes from the database, in the queue's own thread: notices, the bulk, and what waits
 * for its turn with a provider; what has to wait goes back.
 */
final class Intake {
    private static final int SMALLEST_CLAIM = 32;
    private static final int LARGEST_CLAIM = 500;
    private static final Duration LONG = Duration.ofSeconds(2);
    private static final int NOTICES = 50;
    private static final Duration SELDOM = Duration.ofSeconds(5);

    private final Claim claim;
    private final Pass.Desk desk;
    private final Duties duties;
    private final Tally tally;
    private final Instant now;
    private final EnvelopeQueue queue;
    private int claimSize = SMALLEST_CLAIM;
    private long claimedAt = System.nanoTime();
    private long finished = System.nanoTime();

    Intake(Claim claim, Pass.Desk desk, Duties duties, Tally tally) {
        this.claim = claim;
        this.desk = desk;
        this.duties = duties;
        this.tally = tally;
        this.now = desk.office().clock().instant();
        this.queue =
                new EnvelopeQueue(
                        new Sources(
                                this::claimNotices,
                                this::claimBulk,
                                this::claimOf,
                                desk.stay() == Pass.Stay.ON),
                        new Lanes(desk.turns(), desk.office().clock(), desk.holdups()),
                        desk.holdups());
    }

    /** Where it goes. */
    EnvelopeQueue queue() {
        return queue;
    }

    private List<Envelope> claimNotices() {
        desk.living().run();
        duties.shareWith(claim.sharers());
        desk.speeds().shareWith(claim.sharers());
        // what a person lets go on again must be there to be claimed
        desk.office().deliveries().putBack(claim.owner(), byEdition(queue.dropped()));
        openLanes();
        finishNowAndThen();
        return desk
                .office()
                .notices()
                .claimDue(claim.owner(), desk.office().clock().instant(), NOTICES)
                .stream()
                .map(desk.letters()::notice)
                .toList();
    }

    /**
     * What waits for its turn may have been put there by any node, at any time; the node that has
     * had the right to send the longest takes it, so that limits hold over all.
     */
    private void openLanes() {
        desk.speeds().refresh();
        if (desk.speeds().all().isEmpty() || !duties.anyAble() || !claim.isFirst()) {
            return;
        }
        var due = desk.office().pools().nextDue();
        queue.slow(
                desk.speeds().all().stream()
                        .filter(speed ->
                                due.containsKey(speed.pool())
                                        && !due.get(speed.pool()).isAfter(latest()))
                        .toList(),
                desk.speeds().all());
    }

    /** A pass may last for hours, and most editions are done long before. */
    private void finishNowAndThen() {
        if (desk.stay() == Pass.Stay.ON && System.nanoTime() - finished > SELDOM.toNanos()) {
            desk.office().deliveries().finishEditions();
            finished = System.nanoTime();
        }
    }

    private Instant latest() {
        return desk.stay() == Pass.Stay.ON ? desk.office().clock().instant() : now;
    }

    private List<Envelope> claimOf(int pool, int number) {
        if (!claim.held() || !duties.anyAble()) {
            return List.of();
        }
        while (true) {
            var begun = System.nanoTime();
            var claimed = desk.allotment().claimDueOf(pool, claim.owner(), latest(), number);
            note(claimed, begun);
            // to bring nothing is to say that there is no more
            if (!claimed.due().isEmpty() || claimed.cancelled() == 0 || !claim.held()) {
                return claimed.due().stream().map(desk.letters()::digest).toList();
            }
        }
    }

    private Sources.Claimed claimBulk() {
        sizeClaim();
        if (!claim.held()) {
            throw new BriefwireException(
                    "the right to send was lost with the database's connection");
        }
        // what no server may be given today stays where it is
        if (!duties.anyAble() && duties.anyReachable()) {
            return Sources.Claimed.NOTHING;
        }
        var begun = System.nanoTime();
        var claimed = desk.allotment().claimDue(claim.owner(), latest(), claimSize);
        note(claimed, begun);
        return new Sources.Claimed(
                park(claimed.due()).stream().map(desk.letters()::digest).toList(),
                claimed.due().isEmpty() && claimed.cancelled() == 0);
    }

    private static Map<EditionId, List<SubscriptionId>> byEdition(List<Parcel.Digest> digests) {
        return digests.stream()
                .collect(
                        groupingBy(
                                Parcel.Digest::edition,
                                mapping(Parcel.Digest::subscription, toList())));
    }

    private void note(Deliveries.Claimed claimed, long begun) {
        tally.count(DeliveryState.CANCELLED, claimed.cancelled());
        var editions = claimed.due().stream().map(DueDelivery::edition).collect(toSet());
        desk.office().faults().claimed(editions, begun);
    }

    /**
     * Puts aside what has to wait for its turn with its provider, and what is of a domain that has
     * its share of the connections and holds them up; the rest is the answer.
     */
    private List<DueDelivery> park(List<DueDelivery> claimed) {
        desk.speeds().refresh();
        var full = queue.full(claimed.stream().map(due -> due.address().asciiDomain()).distinct());
        if (!desk.speeds().isLimiting() && full.isEmpty()) {
            return claimed;
        }
        var slow = full.stream().collect(toMap(domain -> domain, desk.speeds()::enter));
        desk.speeds().meet(claimed.stream().map(DueDelivery::address).toList());
        var free = new ArrayList<DueDelivery>();
        var parked = new HashMap<Speed, List<DueDelivery>>();
        for (var due : claimed) {
            desk.speeds()
                    .limited(due.address())
                    .or(() -> Optional.ofNullable(slow.get(due.address().asciiDomain())))
                    .ifPresentOrElse(
                            speed -> parked.computeIfAbsent(speed, _ -> new ArrayList<>()).add(due),
                            () -> free.add(due));
        }
        parked.forEach((speed, waiting) ->
                desk.office().pools().park(claim.owner(), speed.pool(), waiting));
        if (claim.isFirst()) {
            queue.slow(parked.keySet(), desk.speeds().all());
            slow.forEach(queue::divert);
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
}
