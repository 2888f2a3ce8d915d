package org.briefwire.collect;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.briefwire.model.Release;
import org.briefwire.model.SourceId;
import org.briefwire.store.Admission;
import org.briefwire.store.Admissions;
import org.briefwire.store.Arrival;
import org.briefwire.store.Briefings.Presence;
import org.briefwire.store.Rejection;

/** Admits what one source brings, some at a time, and counts. */
final class Tally {
    private static final int AT_ONCE = 200;

    private final SourceId source;
    private final Intake intake;
    private final Presence present;
    private final Instant now;
    private final List<Arrival> gathered = new ArrayList<>();
    private final List<Release> released = new ArrayList<>();
    private final Map<String, Rejection> rejectedBefore = new HashMap<>();
    private final Map<String, Rejection> rejected = new TreeMap<>();
    private final List<Rejection> fresh = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private int created;
    private int revised;
    private int unchanged;
    private int moved;
    private int waiting;

    Tally(SourceId source, Intake intake, Presence present, Instant now) {
        this.source = source;
        this.intake = intake;
        this.present = present;
        this.now = now;
        intake.rejections().of(source).forEach(r -> rejectedBefore.put(r.file(), r));
    }

    void arrived(Arrival arrival) {
        gathered.add(arrival);
        if (gathered.size() == AT_ONCE) {
            admit();
        }
    }

    void unchanged() {
        unchanged++;
    }

    void remark(String remark) {
        remarks.add(remark);
    }

    void rejected(String file, String hash, String reason, int line) {
        var rejection = new Rejection(source, file, reason, line, hash, now);
        var before = rejectedBefore.get(file);
        if (before != null && before.isSameAs(rejection)) {
            rejected.put(file, before);
            return;
        }
        rejected.put(file, rejection);
        fresh.add(rejection);
        intake.rejections().record(rejection);
    }

    private void admit() {
        if (gathered.isEmpty()) {
            return;
        }
        Admissions admitted = intake.briefings().admit(source, gathered, present, now);
        var visible = admitted.releases().stream().map(Release::briefing).collect(toSet());
        for (var i = 0; i < gathered.size(); i++) {
            var admission = admitted.admissions().get(i);
            count(gathered.get(i), admission);
            if (admission instanceof Admission.New made && !visible.contains(made.briefing())) {
                waiting++;
            }
        }
        released.addAll(admitted.releases());
        gathered.clear();
    }

    private void count(Arrival arrival, Admission admission) {
        switch (admission) {
            case Admission.New made -> created++;
            case Admission.Revised more -> revised++;
            case Admission.Unchanged same -> unchanged++;
            case Admission.Moved from -> moved++;
            case Admission.Duplicate other ->
                    rejected(
                            arrival.key(),
                            arrival.hash(),
                            "its id '%s' is that of %s; each file has an id of its own"
                                    .formatted(arrival.id(), other.other()),
                            0);
        }
    }

    /** Admits the rest, takes back the rejections that are no longer true, and reports. */
    SourceReport close() {
        admit();
        var gone =
                rejectedBefore.keySet().stream()
                        .filter(file -> !rejected.containsKey(file))
                        .toList();
        if (!gone.isEmpty()) {
            intake.rejections().forget(source, gone);
        }
        return report("");
    }

    /** Admits what was read so far and reports it; the rest of the source stays as it was. */
    SourceReport left() {
        admit();
        return report("");
    }

    /** Reports a source that could not be collected; what was set aside of it stays so. */
    SourceReport failed(String reason) {
        return report(reason);
    }

    private SourceReport report(String failed) {
        return new SourceReport(
                source,
                created,
                revised,
                unchanged,
                moved,
                waiting,
                released,
                List.copyOf(rejected.values()),
                fresh,
                failed,
                remarks);
    }
}
