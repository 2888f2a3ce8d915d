package org.briefwire.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.briefwire.model.DeliveryState;
import org.briefwire.store.CourierId;
import org.briefwire.store.Deliveries;
import org.briefwire.store.DeliveryOutcome;
import org.briefwire.store.DeliveryOutcome.Doubt;
import org.briefwire.store.Notices;
import org.briefwire.store.ProviderPools;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns outcomes into what the database keeps: when to try again, and when to give up. What throws
 * is asked for again with the same outcomes: what is done of it is not done twice.
 */
final class Book implements Committer.Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Book.class);

    private final CourierId owner;
    private final Office office;
    private final Tally tally;
    private final Runnable doubted;

    /** The last that are in the database. */
    private List<Ended> kept = List.of();

    /** What a book needs, whoever writes in it. */
    record Office(
            Deliveries deliveries,
            ProviderPools pools,
            Notices notices,
            Waits waits,
            Duration giveUpAfter,
            FaultWatch faults,
            InstantSource clock) {}

    /**
     * A book of one owner's.
     *
     * @param doubted hears that what the owner tells is refused: it may have been taken for dead
     */
    Book(CourierId owner, Office office, Tally tally, Runnable doubted) {
        this.owner = owner;
        this.office = office;
        this.tally = tally;
        this.doubted = doubted;
    }

    private record Entry(DeliveryState state, Doubt doubt, String reply, Instant at) {
        Entry(DeliveryState state, String reply, Instant at) {
            this(state, Doubt.NONE, reply, at);
        }
    }

    @Override
    public void keep(List<Ended> outcomes) {
        if (!isKept(outcomes)) {
            record(outcomes);
        }
        office.faults().stopTheBlamed();
    }

    @SuppressWarnings("ReferenceEquality") // the same ones again, not equal ones
    private boolean isKept(List<Ended> outcomes) {
        return kept == outcomes;
    }

    private void record(List<Ended> outcomes) {
        var digests = new ArrayList<DeliveryOutcome>();
        var notices = new ArrayList<Notices.Outcome>();
        for (var ended : outcomes) {
            var entry = entry(ended);
            switch (ended.parcel()) {
                case Parcel.Digest digest ->
                        digests.add(
                                new DeliveryOutcome(
                                        digest.edition(),
                                        digest.subscription(),
                                        entry.state(),
                                        entry.doubt(),
                                        ended.server(),
                                        entry.reply(),
                                        entry.at()));
                case Parcel.Notice notice ->
                        notices.add(
                                new Notices.Outcome(
                                        notice.id(), entry.state(), entry.reply(), entry.at()));
                case Parcel.Trial trial -> {}
            }
        }
        var told = office.deliveries().recordOutcomes(owner, digests, notices);
        kept = outcomes;
        if (told < digests.size()) {
            LOG.warn(
                    "{} outcomes came too late: their deliveries have another owner and may go out twice",
                    digests.size() - told);
            doubted.run();
        }
        digests.forEach(digest -> tally.count(digest.state(), 1));
        outcomes.forEach(office.faults()::note);
    }

    private Entry entry(Ended ended) {
        var now = office.clock().instant();
        return switch (ended.outcome()) {
            case Outcome.Sent(var reply) -> new Entry(DeliveryState.SENT, reply.text(), now);
            case Outcome.Failed(var reply, _) -> new Entry(DeliveryState.FAILED, reply.text(), now);
            case Outcome.Cancelled(var reason) -> new Entry(DeliveryState.CANCELLED, reason, now);
            case Outcome.Deferred(var reply, _) ->
                    later(
                            ended.parcel(),
                            now,
                            new Entry(
                                    DeliveryState.DEFERRED,
                                    reply.text(),
                                    now.plus(office.waits().afterTry(ended.parcel().attempts()))));
            case Outcome.InDoubt(var reply) ->
                    later(
                            ended.parcel(),
                            now,
                            new Entry(
                                    DeliveryState.DEFERRED,
                                    Doubt.IN_DOUBT,
                                    reply.text(),
                                    now.plus(
                                            office.waits().afterDoubt(ended.parcel().attempts()))));
        };
    }

    /**
     * Once more at the very end of its time, and then no more; but never at once what may have
     * arrived.
     */
    private Entry later(Parcel parcel, Instant now, Entry entry) {
        var last = parcel.firstDue().plus(office.giveUpAfter());
        if (!now.isBefore(last)) {
            var reply =
                    "given up after %s: %s".formatted(words(office.giveUpAfter()), entry.reply());
            return new Entry(DeliveryState.FAILED, entry.doubt(), reply, now);
        }
        var latest =
                switch (entry.doubt()) {
                    case NONE -> last;
                    case IN_DOUBT -> latest(last, now.plus(Waits.DOUBT));
                };
        return entry.at().isAfter(latest)
                ? new Entry(entry.state(), entry.doubt(), entry.reply(), latest)
                : entry;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String words(Duration duration) {
        var minutes = duration.toMinutes();
        return minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
    }
}
