package org.briefwire.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.briefwire.audience.Choose;
import org.briefwire.config.Config;
import org.briefwire.config.NewsList;
import org.briefwire.config.Topic;
import org.briefwire.message.Languages;
import org.briefwire.message.Messages;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.Depth;
import org.briefwire.model.SubscriptionState;
import org.briefwire.model.TopicId;
import org.briefwire.model.Topics;
import org.briefwire.store.Preferences;
import org.briefwire.store.Preferences.Line;
import org.briefwire.store.Preferences.Sheet;
import org.briefwire.store.Preferences.Urgent;

/** The form of the preferences page: shown filled, and read back. */
final class PreferenceForm {
    private static final int LONGEST_NAME = 200;

    private final Config config;
    private final Languages languages;

    PreferenceForm(Config config, Languages languages) {
        this.config = config;
        this.languages = languages;
    }

    /** What the reader sent. */
    sealed interface Filled {
        record Right(Choose.Wants wants) implements Filled {}

        /**
         * It can't be kept.
         *
         * @param reason the key of a text
         */
        record Wrong(String reason) implements Filled {}
    }

    PreferenceView view(Sheet sheet, List<NewsList> offered, Messages messages, Instant now) {
        var person = sheet.person();
        var zone = person.zone().isEmpty() ? home().getId() : person.zone();
        var paused =
                sheet.lines().stream()
                        .flatMap(line -> line.pausedUntil().stream())
                        .filter(until -> until.isAfter(now))
                        .max(Instant::compareTo);
        return new PreferenceView(
                PreferenceView.Labels.in(messages),
                MaskedAddress.of(person.address()),
                "",
                offered.stream().map(list -> box(list, sheet.on(list.id()), messages)).toList(),
                paused.map(until -> until.atZone(ZoneId.of(zone)).toLocalDate().toString())
                        .orElse(""),
                now.atZone(ZoneId.of(zone)).toLocalDate().plusDays(1).toString(),
                person.name(),
                languageOptions(person.language(), messages),
                ZoneOptions.of(zone),
                "");
    }

    private PreferenceView.ListBox box(NewsList list, Optional<Line> line, Messages messages) {
        var active = line.filter(one -> one.state() == SubscriptionState.ACTIVE);
        var choice = line.map(Line::choice).orElse(Choice.EVERYTHING);
        var cadence =
                line.map(Line::cadence)
                        .filter(id -> list.cadence(id).isPresent())
                        .orElse(list.firstCadence().id());
        var id = list.id().value();
        var topics = topics(list, choice.topics());
        return new PreferenceView.ListBox(
                id,
                list.title(),
                list.description(),
                active.isPresent(),
                list.cadences().size() > 1,
                list.cadences().stream()
                        .map(one ->
                                new PreferenceView.Option(
                                        one.id().value(),
                                        Cadences.inWords(one, messages),
                                        one.id().equals(cadence)))
                        .toList(),
                Arrays.stream(Depth.values())
                        .map(depth ->
                                new PreferenceView.Option(
                                        depth.word(),
                                        messages.text("web.depth." + depth.word()),
                                        depth == choice.depth()))
                        .toList(),
                !topics.isEmpty(),
                choice.topics().equals(Topics.ALL),
                topics.stream()
                        .map(topic ->
                                new PreferenceView.Option(
                                        topic.value(),
                                        config.titleOf(topic),
                                        choice.topics() instanceof Topics.Some some
                                                && some.topics().contains(topic)))
                        .toList(),
                line.map(Line::urgent).filter(urgent -> urgent == Urgent.AT_ONCE).isPresent());
    }

    /**
     * What may be chosen: the list's topics, else all that the config names; and what was chosen.
     */
    private List<TopicId> topics(NewsList list, Topics chosen) {
        var offered =
                list.topics().isEmpty()
                        ? config.topics().stream().map(Topic::id).toList()
                        : list.topics();
        var all = new ArrayList<>(offered);
        if (chosen instanceof Topics.Some(var some)) {
            some.stream().filter(topic -> !all.contains(topic)).forEach(all::add);
        }
        return all;
    }

    private List<PreferenceView.Option> languageOptions(String chosen, Messages messages) {
        var own = chosen.isEmpty() ? "" : languages.in(chosen).language();
        return Stream.concat(
                        Stream.of(
                                new PreferenceView.Option(
                                        "",
                                        messages.text("web.preferences.language.lists"),
                                        own.isEmpty())),
                        languages.tags().stream()
                                .map(tag ->
                                        new PreferenceView.Option(
                                                tag.equals(own) ? chosen : tag,
                                                languages.in(tag).text("language.name"),
                                                tag.equals(own))))
                .toList();
    }

    /** Reads what was sent; what a browser could not have sent is taken for what it stands on. */
    Filled read(Request request, Sheet sheet, List<NewsList> offered, Instant now) {
        var form = request.form();
        var zone = zone(form.getOrDefault("zone", ""), sheet.person().zone());
        var wanted = new ArrayList<Choose.Wanted>();
        for (var list : offered) {
            var id = list.id().value();
            if (!form.containsKey("list:" + id)) {
                continue;
            }
            var topics = readTopics(request, list, sheet);
            if (topics.isEmpty()) {
                return new Filled.Wrong("web.preferences.no-topic");
            }
            wanted.add(
                    new Choose.Wanted(
                            list.id(),
                            cadence(list, form.getOrDefault("cadence:" + id, ""), sheet),
                            depth(form.getOrDefault("depth:" + id, "")),
                            topics.get(),
                            form.containsKey("breaking:" + id)
                                    ? Urgent.AT_ONCE
                                    : Urgent.WITH_THE_OTHERS));
        }
        var pause = form.getOrDefault("pause", "").strip();
        var until = until(pause, zone.isEmpty() ? home() : ZoneId.of(zone));
        if (!pause.isEmpty() && until.isEmpty()) {
            return new Filled.Wrong("web.preferences.no-date");
        }
        return new Filled.Right(
                new Choose.Wants(
                        name(form.getOrDefault("name", sheet.person().name())),
                        language(form.getOrDefault("language", ""), sheet.person().language()),
                        zone,
                        until.filter(end -> end.isAfter(now)),
                        wanted));
    }

    private Optional<Topics> readTopics(Request request, NewsList list, Sheet sheet) {
        var before = sheet.on(list.id()).map(Line::choice).orElse(Choice.EVERYTHING).topics();
        var offered = topics(list, before);
        var id = list.id().value();
        if (offered.isEmpty() || request.form().containsKey("every:" + id)) {
            return Optional.of(Topics.ALL);
        }
        var some =
                offered.stream()
                        .filter(topic ->
                                request.form().containsKey("topic:%s:%s".formatted(id, topic)))
                        .collect(Collectors.toCollection(TreeSet::new));
        return some.isEmpty() ? Optional.empty() : Optional.of(new Topics.Some(some));
    }

    private static CadenceId cadence(NewsList list, String word, Sheet sheet) {
        return list.cadences().stream()
                .map(cadence -> cadence.id())
                .filter(id -> id.value().equals(word))
                .findFirst()
                .or(() -> sheet.on(list.id()).map(Preferences.Line::cadence))
                .filter(id -> list.cadence(id).isPresent())
                .orElse(list.firstCadence().id());
    }

    private static Depth depth(String word) {
        return Arrays.stream(Depth.values())
                .filter(depth -> depth.word().equals(word))
                .findFirst()
                .orElse(Depth.FULL);
    }

    private static String name(String text) {
        var clean = text.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.codePointCount(0, clean.length()) <= LONGEST_NAME
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, LONGEST_NAME)).strip();
    }

    private String language(String tag, String before) {
        return tag.isEmpty() || languages.speaks(tag) ? tag : before;
    }

    /** The publication's zone is kept as '', so that the reader moves with it. */
    private String zone(String id, String before) {
        if (!ZoneOptions.isKnown(id)) {
            return before;
        }
        return id.equals(home().getId()) && before.isEmpty() ? "" : id;
    }

    private static Optional<Instant> until(String day, ZoneId zone) {
        try {
            return day.isEmpty()
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(day).atStartOfDay(zone).toInstant());
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }

    private ZoneId home() {
        return config.publication().zone();
    }
}
