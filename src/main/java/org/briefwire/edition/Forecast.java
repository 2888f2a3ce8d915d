package org.briefwire.edition;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.cron.Cron;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.Choice;
import org.briefwire.model.Slot;
import org.briefwire.model.Topics;
import org.briefwire.store.Audience;

/** What the next slots will send, were they made now. Changes nothing. */
public final class Forecast {
    private static final int DATES = 5;

    private final EditionMaker.Parts parts;
    private final DueWaves dueWaves;
    private final ZoneId home;
    private final InstantSource clock;

    /** A forecast. */
    public Forecast(EditionMaker.Parts parts, ZoneId home, InstantSource clock) {
        this.parts = parts;
        this.dueWaves = new DueWaves(parts.editions(), parts.waves(), parts.contents(), home);
        this.home = home;
        this.clock = clock;
    }

    /** What each cadence of the lists will send next, in the order of the config. */
    public List<Coming> of(Collection<NewsList> lists) {
        var coming = new ArrayList<Coming>();
        for (var list : lists) {
            for (var cadence : list.cadences()) {
                coming.add(coming(list, cadence));
            }
        }
        return coming;
    }

    private Coming coming(NewsList list, Cadence cadence) {
        var now = clock.instant();
        var zones = dueWaves.zonesOf(list, cadence);
        var load = load(list, cadence, now);
        return new Coming(
                list,
                cadence,
                cadence.isInstant() ? List.of() : dates(cadence, now),
                home,
                zones.size(),
                due(cadence, zones, now),
                load.briefings,
                load.people,
                load.readers,
                load.contents.size(),
                load.smallest,
                load.largest,
                List.copyOf(load.findings));
    }

    private List<LocalDateTime> dates(Cadence cadence, Instant now) {
        var timetable = new Timetable(Cron.parse(cadence.cron()), home);
        var dates = new ArrayList<LocalDateTime>();
        var slot = timetable.next(now);
        while (slot.isPresent() && dates.size() < DATES) {
            dates.add(LocalDateTime.parse(slot.get().slot().value()));
            slot = timetable.next(slot.get().due());
        }
        return dates;
    }

    private static Optional<Instant> due(Cadence cadence, Set<String> zones, Instant now) {
        if (cadence.isInstant()) {
            return Optional.empty();
        }
        var cron = Cron.parse(cadence.cron());
        return zones.stream()
                .map(zone -> new Timetable(cron, ZoneId.of(zone)).next(now))
                .flatMap(Optional::stream)
                .map(DueSlot::due)
                .min(Instant::compareTo);
    }

    /** What would go out, counted. */
    private static final class Load {
        final Set<String> contents = new HashSet<>();
        final Set<String> findings = new LinkedHashSet<>();
        int briefings;
        long people;
        long readers;
        long smallest;
        long largest;
    }

    private Load load(NewsList list, Cadence cadence, Instant now) {
        var load = new Load();
        var after = parts.waves().lastCutoff(list.id(), cadence.id());
        load.briefings =
                Selection.of(list, Topics.ALL, parts.contents().candidates(after, Long.MAX_VALUE))
                        .briefings()
                        .size();
        var groups =
                parts.waves()
                        .crowds(new Audience(list.id(), Optional.of(cadence.id()), Set.of(), now));
        var first = groups.stream().mapToLong(crowd -> crowd.group().cursor()).min();
        if (first.isEmpty()) {
            return load;
        }
        var released = parts.contents().candidates(first.getAsLong(), Long.MAX_VALUE);
        var choices = new HashMap<Long, Choice>();
        for (var crowd : groups) {
            load.readers += crowd.people();
            var wanted =
                    choices.computeIfAbsent(
                            crowd.group().choice(), id -> parts.contents().choice(id));
            var selection =
                    Selection.of(
                            list,
                            wanted.topics(),
                            released.stream()
                                    .filter(one -> one.release() > crowd.group().cursor())
                                    .toList());
            if (!selection.isEmpty()) {
                load.people += crowd.people();
                render(list, wanted, selection, load);
            }
        }
        if (load.people > 0 && list.approve() == NewsList.Approval.MANUAL) {
            load.findings.add("the list says approve: manual, so it waits for a person");
        }
        return load;
    }

    private void render(NewsList list, Choice wanted, Selection selection, Load load) {
        var language = wanted.language().isEmpty() ? list.language() : wanted.language();
        var key = selection.key(wanted.depth(), language);
        if (!load.contents.add(key)) {
            return;
        }
        var now = clock.instant();
        var order =
                new Order(
                        list,
                        parts.editions().nextNumber(list.id()),
                        Slot.of(now),
                        now,
                        key,
                        wanted.depth(),
                        language,
                        selection.items(parts.briefings().find(selection.briefings())));
        try {
            var rendering = parts.renderer().render(order);
            load.findings.addAll(rendering.errors());
            load.largest = Math.max(load.largest, rendering.size());
            load.smallest =
                    load.smallest == 0
                            ? rendering.size()
                            : Math.min(load.smallest, rendering.size());
        } catch (BriefwireException e) {
            load.findings.add(String.valueOf(e.getMessage()));
        }
    }
}
