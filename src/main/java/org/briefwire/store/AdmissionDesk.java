package org.briefwire.store;

import java.util.Optional;
import org.briefwire.model.BriefingId;
import org.briefwire.model.SourceId;
import org.briefwire.store.Briefings.Presence;
import org.briefwire.store.Origins.Origin;
import org.jdbi.v3.core.Handle;

/**
 * Tells new from known, within a transaction. An id is its file's identity; without one the key is,
 * and the same bytes under a new key are the same briefing. Of two files with the same bytes the
 * first one seen keeps the briefing when the other changes.
 */
final class AdmissionDesk {
    private final Origins origins;
    private final Revisions revisions;
    private final Presence present;

    AdmissionDesk(Handle handle, SourceId source, Mint mint, Presence present) {
        this.origins = new Origins(handle, source, mint.now());
        this.revisions = new Revisions(handle, source, mint);
        this.present = present;
    }

    Admission admit(Arrival arrival, Releases releases) {
        var own = origins.find(arrival.key());
        var known = arrival.id().isEmpty() ? byKey(arrival, own) : byId(arrival, own);
        if (known.isEmpty()) {
            var made = revisions.create(arrival, releases);
            remember(arrival, made.briefing());
            return made;
        }
        var briefing = known.get().briefing();
        if (!arrival.id().isEmpty()) {
            var other = otherFile(briefing, arrival.key());
            if (other.isPresent()) {
                return new Admission.Duplicate(other.get().key());
            }
        }
        var from = own.isPresent() ? Optional.<Origin>empty() : goneFile(briefing, arrival);
        remember(arrival, briefing);
        from.ifPresent(gone -> origins.remove(gone.key()));
        var admission = revisions.revise(briefing, arrival, releases);
        return switch (admission) {
            case Admission.Unchanged same when from.isPresent() ->
                    new Admission.Moved(briefing, from.get().key());
            default -> admission;
        };
    }

    private Optional<Origin> byKey(Arrival arrival, Optional<Origin> own) {
        if (own.isEmpty()) {
            return origins.withHash(arrival.hash());
        }
        var isCopy =
                !own.get().hash().equals(arrival.hash())
                        && otherFile(own.get().briefing(), arrival.key())
                                .filter(other -> isBefore(other, own.get()))
                                .isPresent();
        return isCopy ? Optional.empty() : own;
    }

    private static boolean isBefore(Origin other, Origin own) {
        return other.seen() < own.seen()
                || (other.seen() == own.seen() && other.key().compareTo(own.key()) < 0);
    }

    private Optional<Origin> byId(Arrival arrival, Optional<Origin> own) {
        return origins.find(Origins.keyOfId(arrival.id()))
                .or(() -> own.filter(origin -> isWithoutId(origin.briefing())));
    }

    private boolean isWithoutId(BriefingId briefing) {
        return origins.of(briefing).stream().allMatch(Origin::isPath);
    }

    /** Another file of the same briefing that is still there. */
    private Optional<Origin> otherFile(BriefingId briefing, String key) {
        return origins.of(briefing).stream()
                .filter(Origin::isPath)
                .filter(origin -> !origin.key().equals(key) && present.has(origin.key()))
                .findFirst();
    }

    /** The file that this one was before it moved. */
    private Optional<Origin> goneFile(BriefingId briefing, Arrival arrival) {
        return origins.of(briefing).stream()
                .filter(Origin::isPath)
                .filter(origin -> !present.has(origin.key()))
                .filter(origin -> !arrival.id().isEmpty() || origin.hash().equals(arrival.hash()))
                .findFirst();
    }

    private void remember(Arrival arrival, BriefingId briefing) {
        origins.put(arrival.key(), briefing, arrival.hash());
        if (!arrival.id().isEmpty()) {
            origins.put(Origins.keyOfId(arrival.id()), briefing, arrival.hash());
        }
    }
}
