package org.briefwire.web;

import java.util.List;
import org.briefwire.message.Messages;

/**
 * What the preferences page shows.
 *
 * @param said what came of the button; may be empty
 * @param data where to ask for what needs a fresh link
 * @param pause the day that mail begins again, as in 2026-12-24; empty: there is no pause
 * @param tomorrow the first day that a pause can last to
 */
record PreferenceView(
        Labels labels,
        String masked,
        String said,
        List<ListBox> lists,
        String pause,
        String tomorrow,
        String name,
        List<Option> languages,
        List<ZoneOptions.Continent> continents,
        String data) {
    /** One of several to choose from. */
    record Option(String value, String label, boolean chosen) {}

    /**
     * A list with its choices.
     *
     * @param every all topics, future ones too
     */
    record ListBox(
            String id,
            String title,
            String description,
            boolean wanted,
            boolean hasCadences,
            List<Option> cadences,
            List<Option> depths,
            boolean hasTopics,
            boolean every,
            List<Option> topics,
            boolean breaking) {}

    /** The words around them. */
    record Labels(
            String title,
            String intro,
            String want,
            String cadence,
            String depth,
            String topics,
            String every,
            String breaking,
            String you,
            String name,
            String language,
            String zone,
            String pause,
            String pauseHint,
            String save,
            String data,
            String dataText,
            String dataButton) {
        static Labels in(Messages messages) {
            return new Labels(
                    messages.text("web.preferences"),
                    messages.text("web.preferences.intro"),
                    messages.text("web.preferences.want"),
                    messages.text("web.preferences.cadence"),
                    messages.text("web.preferences.depth"),
                    messages.text("web.preferences.topics"),
                    messages.text("web.preferences.every"),
                    messages.text("web.preferences.breaking"),
                    messages.text("web.preferences.you"),
                    messages.text("web.preferences.name"),
                    messages.text("web.preferences.language"),
                    messages.text("web.preferences.zone"),
                    messages.text("web.preferences.pause"),
                    messages.text("web.preferences.pause.hint"),
                    messages.text("web.preferences.save"),
                    messages.text("web.data"),
                    messages.text("web.data.ask.text"),
                    messages.text("web.data.ask.button"));
        }
    }

    /** The same, saying what came of the button, and where to ask for what needs a fresh link. */
    PreferenceView with(String words, String asking) {
        return new PreferenceView(
                labels, masked, words, lists, pause, tomorrow, name, languages, continents, asking);
    }
}
