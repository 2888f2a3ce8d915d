package org.briefwire.edition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.briefwire.config.NewsList;
import org.briefwire.model.Choice;
import org.briefwire.model.Release;
import org.briefwire.model.Topics;
import org.briefwire.store.Contents;
import org.briefwire.store.Contents.Candidate;
import org.briefwire.store.Waves;

/** What a wave offers: to everybody on the edition's page, and to each group of its audience. */
final class Offers {
    private final Waves waves;
    private final Contents contents;

    Offers(Waves waves, Contents contents) {
        this.waves = waves;
        this.contents = contents;
    }

    /** What the list had between the wave before and this one. */
    Selection canonical(DueWave due, Waves.Wave wave) {
        var released =
                contents.candidates(wave.after(), wave.cutoff()).stream()
                        .filter(fits(due, wave.after()))
                        .toList();
        return Selection.of(due.list(), Topics.ALL, released);
    }

    /** The same with the corrections of the list's briefings, for when there is anything to say. */
    Selection corrected(DueWave due, Waves.Wave wave) {
        var released =
                contents.candidates(wave.after(), wave.cutoff()).stream()
                        .filter(fits(due, wave.after()))
                        .toList();
        var corrections =
                released.stream()
                        .filter(Offers::isCorrection)
                        .filter(candidate -> due.list().carries(candidate.topics()))
                        .toList();
        return Selection.of(due.list(), Topics.ALL, released).with(corrections);
    }

    /** What each group that has no content yet is to get. */
    Map<Waves.Group, Selection> groups(DueWave due, Waves.Wave wave) {
        return selections(
                due.list(),
                waves.unassigned(wave, due.audience()),
                wave.cutoff(),
                fits(due, wave.after()));
    }

    /**
     * What groups of a list's readers are to get.
     *
     * @param cutoff the last release that counts
     * @param fits what may go with this wave
     */
    Map<Waves.Group, Selection> selections(
            NewsList list, List<Waves.Group> open, long cutoff, Predicate<Candidate> fits) {
        var first = open.stream().mapToLong(Waves.Group::cursor).min();
        if (first.isEmpty()) {
            return Map.of();
        }
        var released = contents.candidates(first.getAsLong(), cutoff);
        var more = more(open);
        var choices = new HashMap<Long, Choice>();
        var groups = new HashMap<Waves.Group, Selection>();
        for (var group : open) {
            var choice = choices.computeIfAbsent(group.choice(), contents::choice);
            var deviation = Deviation.of(group.deviation());
            // in their order: each process makes the same content of it
            var owed =
                    deviation.more().stream().sorted().map(more::get).flatMap(Stream::ofNullable);
            var all =
                    Stream.concat(
                                    released.stream()
                                            .filter(c -> c.release() > group.cursor())
                                            .filter(c -> !isCorrection(c))
                                            .filter(c -> !deviation.had().contains(c.release())),
                                    owed)
                            .filter(fits)
                            .toList();
            groups.put(
                    group,
                    Selection.of(list, choice.topics(), all)
                            .with(all.stream().filter(Offers::isCorrection).toList()));
        }
        return groups;
    }

    private Map<Long, Candidate> more(List<Waves.Group> groups) {
        var releases =
                groups.stream()
                        .flatMap(group -> Deviation.of(group.deviation()).more().stream())
                        .collect(Collectors.toSet());
        return contents.candidates(releases).stream()
                .collect(Collectors.toMap(Candidate::release, candidate -> candidate));
    }

    // out of turn goes what is urgent, new or corrected, since the last time
    static Predicate<Candidate> fits(DueWave due, long after) {
        if (!due.isOutOfTurn()) {
            return candidate -> true;
        }
        var corrections = due.cadence().equals(DueWave.CORRECTION);
        return candidate ->
                candidate.urgent()
                        && candidate.release() > after
                        && isCorrection(candidate) == corrections;
    }

    static boolean isCorrection(Candidate candidate) {
        return candidate.kind() == Release.Kind.CORRECTION;
    }
}
