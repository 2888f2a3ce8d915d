package org.briefwire.edition;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.briefwire.config.NewsList;
import org.briefwire.model.Choice;
import org.briefwire.model.ContentId;
import org.briefwire.model.Depth;
import org.briefwire.model.EditionState;
import org.briefwire.model.Stop;
import org.briefwire.model.Topics;
import org.briefwire.store.Contents;
import org.briefwire.store.CursorMoves;
import org.briefwire.store.Editions;
import org.briefwire.store.Held;
import org.briefwire.store.Waves;

/**
 * Makes one wave: renders each distinct content once, then moves cursors and makes deliveries.
 * Every step may be repeated, by this process or another, after a kill or at the same time, and
 * ends with the same deliveries.
 */
final class WaveMaker {
    private static final int PASSES = 2;

    private final Editions editions;
    private final Waves waves;
    private final CursorMoves moves;
    private final Contents contents;
    private final Briefings briefings;
    private final Renderer renderer;
    private final Offers offers;
    private final Stop stop;

    WaveMaker(EditionMaker.Parts parts, Stop stop) {
        this.editions = parts.editions();
        this.waves = parts.waves();
        this.moves = parts.moves();
        this.contents = parts.contents();
        this.briefings = parts.briefings();
        this.renderer = parts.renderer();
        this.offers = new Offers(parts.waves(), parts.contents());
        this.stop = stop;
    }

    /** Leaves a wave where it is: what is made of it stands in the database. */
    private static final class Left extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A wave under way: what was rendered so far. */
    private static final class Work {
        final DueWave due;
        final Editions.Edition edition;
        final Waves.Wave wave;
        final Instant begun;
        final Map<String, ContentId> rendered = new HashMap<>();
        final List<String> errors = new ArrayList<>();
        int canonicalBriefings;

        Work(DueWave due, Editions.Edition edition, Waves.Wave wave, Instant begun) {
            this.due = due;
            this.edition = edition;
            this.wave = wave;
            this.begun = begun;
        }

        NewsList list() {
            return due.list();
        }
    }

    /**
     * Makes the wave.
     *
     * @param home the publication's zone: the edition's public page shows what lies between the
     *     cut-offs of its waves
     */
    Made make(DueWave due, Instant now, ZoneId home) {
        try {
            return makeWhole(due, now, home);
        } catch (Left toldToEnd) {
            return new Made.Unfinished(due.list().id(), due.cadence(), due.slot().slot());
        }
    }

    private Made makeWhole(DueWave due, Instant now, ZoneId home) {
        var edition = editions.open(due.list().id(), due.cadence(), due.slot().slot(), now);
        var wave = waves.begin(edition, due.zone(), due.slot().due());
        if (edition.state() == EditionState.CANCELLED) {
            waves.end(wave, Waves.Outcome.CANCELLED, EditionState.CANCELLED);
            return new Made.Cancelled(wave.list(), wave.cadence(), edition.slot());
        }
        var work = new Work(due, edition, wave, now);
        var groups = offers.groups(due, wave);
        // what a kill interrupted may have nothing left to make, and yet was for somebody
        var isForNobody =
                groups.values().stream().allMatch(Selection::isEmpty) && !waves.isAssigned(wave);
        var canonical = canonical(work, isForNobody, home);
        if (canonical.isEmpty() && isForNobody) {
            // nothing is for anybody: their cursors move on all the same
            deliver(work, assignments(work, groups, 0), 0);
            waves.end(wave, Waves.Outcome.SKIPPED, EditionState.SKIPPED);
            return new Made.Skipped(wave.list(), wave.cadence(), edition.slot());
        }
        var number = editions.number(edition);
        if (!canonical.isEmpty()) {
            publish(work, canonical, number);
        }
        var assignments = assignments(work, groups, number);
        if (due.list().approve() == NewsList.Approval.MANUAL && edition.approved().isEmpty()) {
            work.errors.add(Held.APPROVE_MANUAL);
        }
        editions.pausedBecause(wave.list())
                .ifPresent(reason ->
                        work.errors.add(
                                "the list is paused: %s; 'lists resume %s' lets it go on"
                                        .formatted(reason, wave.list())));
        if (!work.errors.isEmpty()) {
            waves.hold(wave, String.join("\n", work.errors));
            return new Made.Held(wave.list(), wave.cadence(), edition.slot(), number, work.errors);
        }
        waves.replaceHeld(wave);
        deliver(work, assignments, number);
        waves.end(wave, Waves.Outcome.MADE, EditionState.SEALED);
        return new Made.Sealed(
                wave.list(),
                wave.cadence(),
                edition.slot(),
                number,
                work.canonicalBriefings,
                work.rendered.size());
    }

    /** Records a wave that came too late; no cursor moves, so its news go into the next one. */
    Made miss(DueWave due, Instant now) {
        var edition = editions.open(due.list().id(), due.cadence(), due.slot().slot(), now);
        var wave = waves.begin(edition, due.zone(), due.slot().due());
        waves.end(wave, Waves.Outcome.MISSED, EditionState.SKIPPED);
        return new Made.Missed(wave.list(), wave.cadence(), edition.slot());
    }

    // a correction alone, or what is urgent, has a page when it goes to somebody
    private Selection canonical(Work work, boolean isForNobody, ZoneId home) {
        if (!work.due.isOf(home) || (isForNobody && work.due.isOutOfTurn())) {
            return new Selection(List.of());
        }
        var news = offers.canonical(work.due, work.wave);
        return news.isEmpty() && isForNobody ? news : offers.corrected(work.due, work.wave);
    }

    private void publish(Work work, Selection canonical, long number) {
        var choice = new Choice(Depth.FULL, Topics.ALL, work.list().language());
        var order = order(work, canonical, choice, number);
        var rendering = renderer.render(order);
        var id = keep(work, order, rendering);
        editions.publish(work.edition.id(), id, rendering.subject(), rendering.preheader());
        work.canonicalBriefings = order.items().size();
    }

    private List<Waves.Assignment> assignments(
            Work work, Map<Waves.Group, Selection> groups, long number) {
        var assignments = new ArrayList<Waves.Assignment>();
        groups.forEach((group, selection) -> {
            var content =
                    selection.isEmpty()
                            ? Optional.<Long>empty()
                            : Optional.of(content(work, group, selection, number).value());
            assignments.add(new Waves.Assignment(group, content));
        });
        return assignments;
    }

    private ContentId content(Work work, Waves.Group group, Selection selection, long number) {
        var wanted = contents.choice(group.choice());
        var language = wanted.language().isEmpty() ? work.list().language() : wanted.language();
        var choice = new Choice(wanted.depth(), wanted.topics(), language);
        var key = selection.key(choice.depth(), language);
        var made = work.rendered.get(key);
        if (made != null) {
            return made;
        }
        mayBeLeft();
        var order = order(work, selection, choice, number);
        return keep(work, order, renderer.render(order));
    }

    private Order order(Work work, Selection selection, Choice choice, long number) {
        var found = briefings.find(selection.briefings());
        return new Order(
                work.list(),
                number,
                work.edition.slot(),
                work.edition.made(),
                selection.key(choice.depth(), choice.language()),
                choice.depth(),
                choice.language(),
                selection.items(found));
    }

    private ContentId keep(Work work, Order order, Rendering rendering) {
        work.errors.addAll(rendering.errors());
        var items = order.items().stream().map(Item::kept).toList();
        var id =
                contents.keep(
                        new Contents.NewContent(
                                work.edition.id(),
                                order.key(),
                                order.language(),
                                order.depth(),
                                rendering.subject(),
                                rendering.size(),
                                rendering.mime(),
                                items));
        work.rendered.put(order.key(), id);
        return id;
    }

    // a second pass takes those along who changed their choice during the first; the rest wait
    private void deliver(Work work, List<Waves.Assignment> first, long number) {
        var assignments = first;
        for (var pass = 0; pass < PASSES; pass++) {
            waves.assign(work.wave, assignments);
            var last = chunk(work, 0);
            while (last.isPresent()) {
                last = chunk(work, last.get());
            }
            var changed = offers.groups(work.due, work.wave);
            if (changed.isEmpty()) {
                return;
            }
            assignments = assignments(work, changed, number);
            if (!work.errors.isEmpty()) {
                return;
            }
        }
    }

    private void mayBeLeft() {
        if (stop.isTold()) {
            throw new Left();
        }
    }

    private Optional<Long> chunk(Work work, long from) {
        mayBeLeft();
        var audience = work.due.audience();
        return work.due.isOutOfTurn()
                ? moves.noteChunk(work.wave, audience, work.begun, from)
                : moves.moveChunk(work.wave, audience, work.begun, from);
    }
}
