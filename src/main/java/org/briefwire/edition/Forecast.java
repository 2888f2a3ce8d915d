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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.cron.Cron;
import org.briefwire.model.BriefingId;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.Slot;
import org.briefwire.model.Topics;
import org.briefwire.store.Audience;
import org.briefwire.store.Contents.Candidate;
import org.briefwire.store.Crowds;
import org.briefwire.store.Waves;

/** What the next slots will send, were they made now. Changes nothing. */
public final class Forecast {
    private static final int DATES = 5;

    private final EditionMaker.Parts parts;
    private final Crowds crowds;
    private final DueWaves dueWaves;
    private final Offers offers;
    private final EditionMaker.Limits limits;
    private final InstantSource clock;

    /** A forecast. */
    public Forecast(
            EditionMaker.Parts parts,
            Crowds crowds,
            EditionMaker.Limits limits,
            InstantSource clock) {
        this.parts = parts;
        this.crowds = crowds;
        this.dueWaves =
                new DueWaves(parts.editions(), parts.waves(), parts.contents(), limits.home());
        this.offers = new Offers(parts.waves(), parts.contents());
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * What each cadence of the lists will send next, in the order of the config; after a list's
     * cadences what goes out of turn, when there is any.
     */
    public List<Coming> of(Collection<NewsList> lists) {
        var coming = new ArrayList<Coming>();
        for (var list : lists) {
            for (var cadence : list.cadences()) {
                coming.add(coming(list, cadence));
            }
            for (var cadence : List.of(DueWave.BREAKING, DueWave.CORRECTION)) {
                dueWaves.urgent(list, cadence, clock.instant())
                        .map(this::outOfTurn)
                        .ifPresent(coming::add);
            }
        }
        return coming;
    }

    private Coming coming(NewsList list, Cadence cadence) {
        var now = clock.instant();
        var times = times(list, cadence, now);
        var audience = new Audience(list.id(), Optional.of(cadence.id()), Set.of(), now);
        var after = parts.waves().lastCutoff(list.id(), cadence.id());
        var load = new Load();
        load.briefings = news(list, after, candidate -> true);
        weigh(list, audience, times.next().orElse(now), candidate -> true, load);
        return load.coming(list, cadence, times);
    }

    private Coming outOfTurn(DueWave due) {
        var list = due.list();
        var after = dueWaves.urgentAfter(list, due.cadence());
        var load = new Load();
        var fits = Offers.fits(due, after);
        load.briefings = news(list, after, fits);
        weigh(list, due.audience(), due.slot().due(), fits, load);
        var isLate = dueWaves.isLate(due, limits.lateAfter(), clock.instant());
        return load.coming(
                list,
                ofOurs(due.cadence()),
                new Coming.Times(
                        List.of(),
                        limits.home(),
                        1,
                        Optional.empty(),
                        Optional.of(due.slot().due()),
                        isLate));
    }

    private static Cadence ofOurs(CadenceId id) {
        return new Cadence(id, "", Cadence.Clock.PUBLICATION);
    }

    private Coming.Times times(NewsList list, Cadence cadence, Instant now) {
        var zones = dueWaves.zonesOf(list, cadence);
        var overdue = dueWaves.overdue(list, cadence, now);
        return new Coming.Times(
                cadence.isInstant() ? List.of() : dates(cadence, now),
                limits.home(),
                zones.size(),
                next(cadence, zones, now),
                overdue.stream().map(wave -> wave.slot().due()).min(Instant::compareTo),
                overdue.stream().allMatch(wave -> dueWaves.isLate(wave, limits.lateAfter(), now)));
    }

    private List<LocalDateTime> dates(Cadence cadence, Instant now) {
        var timetable = new Timetable(Cron.parse(cadence.cron()), limits.home());
        var dates = new ArrayList<LocalDateTime>();
        var slot = timetable.next(now);
        while (slot.isPresent() && dates.size() < DATES) {
            dates.add(LocalDateTime.parse(slot.get().slot().value()));
            slot = timetable.next(slot.get().due());
        }
        return dates;
    }

    private static Optional<Instant> next(Cadence cadence, Set<String> zones, Instant now) {
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

    private int news(NewsList list, long after, Predicate<Candidate> fits) {
        var released =
                parts.contents().candidates(after, Long.MAX_VALUE).stream().filter(fits).toList();
        return Selection.of(list, Topics.ALL, released).briefings().size();
    }

    /** What would go out, counted. */
    private static final class Load {
        final Set<String> contents = new HashSet<>();
        final Set<BriefingId> corrections = new HashSet<>();
        final Set<String> findings = new LinkedHashSet<>();
        int briefings;
        long people;
        long readers;
        long smallest;
        long largest;

        Coming coming(NewsList list, Cadence cadence, Coming.Times times) {
            return new Coming(
                    list,
                    cadence,
                    times,
                    briefings,
                    corrections.size(),
                    people,
                    readers,
                    contents.size(),
                    smallest,
                    largest,
                    List.copyOf(findings));
        }
    }

    private void weigh(
            NewsList list, Audience audience, Instant due, Predicate<Candidate> fits, Load load) {
        var found = crowds.of(audience, due);
        load.readers = found.stream().mapToLong(Crowds.Crowd::readers).sum();
        var selections =
                offers.selections(
                        list,
                        found.stream().map(Crowds.Crowd::group).toList(),
                        Long.MAX_VALUE,
                        fits);
        var choices = new HashMap<Long, Choice>();
        for (var crowd : found) {
            var selection = selections.get(crowd.group());
            if (selection == null || selection.isEmpty() || crowd.reached() == 0) {
                continue;
            }
            load.people += crowd.reached();
            selection.candidates().stream()
                    .filter(Offers::isCorrection)
                    .forEach(one -> load.corrections.add(one.briefing()));
            render(list, choice(crowd.group(), choices), selection, load);
        }
        if (load.people > 0 && list.approve() == NewsList.Approval.MANUAL) {
            load.findings.add("the list says approve: manual, so it waits for a person");
        }
        parts.editions()
                .pausedBecause(list.id())
                .ifPresent(reason -> load.findings.add("the list is paused: " + reason));
    }

    private Choice choice(Waves.Group group, Map<Long, Choice> known) {
        return known.computeIfAbsent(group.choice(), id -> parts.contents().choice(id));
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
