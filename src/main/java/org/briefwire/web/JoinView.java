package org.briefwire.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.briefwire.audience.JoinForm;
import org.briefwire.config.Cadence;
import org.briefwire.config.Config;
import org.briefwire.config.NewsList;
import org.briefwire.message.Messages;
import org.briefwire.model.CadenceId;
import org.briefwire.model.ListId;
import org.briefwire.model.TopicId;

/** What the template web/subscribe.html shows; what was filled in before stands there again. */
record JoinView(
        String title,
        String text,
        Optional<Note> note,
        String action,
        String stamp,
        String trapLabel,
        String emailLabel,
        String email,
        Optional<String> emailProblem,
        String listsLabel,
        Optional<String> listsProblem,
        List<ListRow> lists,
        String cadenceLabel,
        String topicsLabel,
        String topicsHelp,
        boolean hasTopics,
        List<TopicRow> topics,
        String consent,
        String button,
        String script,
        Optional<Work> work) {
    /** What stands above the form when it comes back. */
    record Note(String title, List<String> lines) {}

    record ListRow(
            String id,
            String title,
            String description,
            boolean checked,
            boolean hasChoice,
            List<CadenceRow> cadences) {}

    record CadenceRow(String id, String label, boolean selected) {}

    record TopicRow(String id, String title, boolean checked) {}

    /** Where a browser gets its task. */
    record Work(String challenge, String needsScript) {}

    /** Makes the rows of the lists and topics that may be chosen. */
    record Rows(Config config, Messages messages, Map<String, String> filled) {
        List<ListRow> lists(Map<ListId, Map<CadenceId, Double>> aWeek) {
            var open = config.lists().stream().filter(JoinForm::isOpen).toList();
            var only = open.size() == 1 || filled.keySet().stream().noneMatch(LISTS::isPrefixOf);
            return open.stream()
                    .map(list ->
                            row(
                                    list,
                                    aWeek.getOrDefault(list.id(), Map.of()),
                                    (only && list.equals(open.getFirst()))
                                            || filled.containsKey(LISTS.of(list.id().value()))))
                    .toList();
        }

        private ListRow row(NewsList list, Map<CadenceId, Double> aWeek, boolean checked) {
            var chosen = filled.getOrDefault(CADENCES.of(list.id().value()), "");
            return new ListRow(
                    list.id().value(),
                    list.title(),
                    list.description(),
                    checked,
                    list.cadences().size() > 1,
                    list.cadences().stream()
                            .map(cadence ->
                                    new CadenceRow(
                                            cadence.id().value(),
                                            label(cadence, aWeek),
                                            cadence.id().value().equals(chosen)))
                            .toList());
        }

        private String label(Cadence cadence, Map<CadenceId, Double> aWeek) {
            var words = Cadences.inWords(cadence, messages);
            var mails = aWeek.get(cadence.id());
            if (mails == null) {
                return words;
            }
            var rounded = Math.round(mails);
            return words
                    + " – "
                    + (rounded == 0
                            ? messages.text("web.join.frequency.rare")
                            : messages.text("web.join.frequency", rounded));
        }

        List<TopicRow> topics(List<TopicId> known) {
            return known.stream()
                    .map(topic ->
                            new TopicRow(
                                    topic.value(),
                                    config.titleOf(topic),
                                    filled.containsKey(TOPICS.of(topic.value()))))
                    .toList();
        }
    }

    /** How a form's fields are called: 'list-daily', 'cadence-daily', 'topic-world'. */
    record Prefix(String text) {
        boolean isPrefixOf(String field) {
            return field.startsWith(text);
        }

        String of(String id) {
            return text + id;
        }

        String rest(String field) {
            return field.substring(text.length());
        }
    }

    static final Prefix LISTS = new Prefix("list-");
    static final Prefix CADENCES = new Prefix("cadence-");
    static final Prefix TOPICS = new Prefix("topic-");
}
