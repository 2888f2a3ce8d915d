package org.briefwire.audience;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.briefwire.config.Config;
import org.briefwire.config.NewsList;
import org.briefwire.model.Choice;
import org.briefwire.model.Depth;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Ids;
import org.briefwire.model.ListId;
import org.briefwire.model.TopicId;
import org.briefwire.model.Topics;
import org.briefwire.store.JoinRequests.Wish;

/**
 * A form as a stranger filled it, nothing of it believed.
 *
 * @param zone a tz name, or anything
 */
public record JoinForm(String email, List<Row> rows, String zone) {
    public JoinForm {
        rows = List.copyOf(rows);
    }

    /**
     * What is wanted of a list.
     *
     * @param cadence empty: the list's first
     * @param depth empty: the usual one
     * @param topics none: every topic
     */
    public record Row(String list, String cadence, String depth, List<String> topics) {
        public Row {
            topics = List.copyOf(topics);
        }
    }

    /**
     * What is wrong.
     *
     * @param field a JSON pointer (RFC 6901), as in '/lists/0/cadence'
     * @param text the key of a text that says so
     */
    public record Problem(String field, String text) {}

    /** What can be understood of a form, and what can't. */
    record Read(
            Optional<EmailAddress> address,
            List<Wish> wishes,
            Optional<String> zone,
            List<Problem> problems) {}

    Read read(Config config) {
        var problems = new ArrayList<Problem>();
        var address = TypedAddress.read(email);
        if (address.isEmpty()) {
            problems.add(new Problem("/email", "web.join.email.wrong"));
        } else if (TypedAddress.isRole(address.get())) {
            problems.add(new Problem("/email", "web.join.email.role"));
        }
        if (rows.isEmpty()) {
            problems.add(new Problem("/lists", "web.join.lists.none"));
        }
        var wishes = new ArrayList<Wish>();
        for (var i = 0; i < rows.size(); i++) {
            wish(config, "/lists/" + i, rows.get(i), problems)
                    .filter(wish -> wishes.stream().noneMatch(w -> w.list().equals(wish.list())))
                    .ifPresent(wishes::add);
        }
        return new Read(address, wishes, zoneOf(), problems);
    }

    private static Optional<Wish> wish(
            Config config, String field, Row row, List<Problem> problems) {
        var found =
                Ids.isId(row.list())
                        ? config.list(new ListId(row.list())).filter(JoinForm::isOpen)
                        : Optional.<NewsList>empty();
        if (found.isEmpty()) {
            problems.add(new Problem(field + "/list", "web.join.list.unknown"));
            return Optional.empty();
        }
        var list = found.get();
        var cadence =
                list.cadences().stream()
                        .filter(one ->
                                row.cadence().isEmpty() || one.id().value().equals(row.cadence()))
                        .findFirst();
        if (cadence.isEmpty()) {
            problems.add(new Problem(field + "/cadence", "web.join.cadence.unknown"));
        }
        var depth = depth(row.depth());
        if (depth.isEmpty()) {
            problems.add(new Problem(field + "/depth", "web.join.depth.unknown"));
        }
        if (!row.topics().stream().allMatch(Ids::isId)) {
            problems.add(new Problem(field + "/topics", "web.join.topic.unknown"));
            return Optional.empty();
        }
        return cadence.flatMap(
                one -> depth.map(d -> new Wish(list.id(), one.id(), d, topics(list, row))));
    }

    /** Whether strangers may join a list. */
    public static boolean isOpen(NewsList list) {
        return list.visibility() == NewsList.Visibility.PUBLIC;
    }

    private static Optional<Depth> depth(String word) {
        for (var depth : Depth.values()) {
            if (depth.word().equals(word)) {
                return Optional.of(depth);
            }
        }
        return word.isEmpty() ? Optional.of(Choice.EVERYTHING.depth()) : Optional.empty();
    }

    /** Those of the topics that the list has; none of them: everything of it. */
    private static Topics topics(NewsList list, Row row) {
        var wanted =
                row.topics().stream()
                        .map(TopicId::new)
                        .filter(topic -> list.topics().isEmpty() || list.topics().contains(topic))
                        .collect(Collectors.toCollection(TreeSet::new));
        return wanted.isEmpty() ? Topics.ALL : new Topics.Some(wanted);
    }

    private Optional<String> zoneOf() {
        try {
            return zone.contains("/") && zone.length() < 64
                    ? Optional.of(ZoneId.of(zone).getId())
                    : Optional.empty();
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
