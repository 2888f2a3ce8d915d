package org.briefwire.notice;

import org.briefwire.compose.NoticeText;
import org.briefwire.config.Config;
import org.briefwire.message.Languages;
import org.briefwire.message.Messages;
import org.briefwire.store.Stopped;

/**
 * Tells the editors, once, of each edition that was stopped: because servers blame the sender, or
 * because it was found half-sent.
 */
public final class StoppedEditions {
    private final Config config;
    private final Languages languages;
    private final Stopped stopped;
    private final Editors editors;

    public StoppedEditions(Config config, Languages languages, Stopped stopped, Editors editors) {
        this.config = config;
        this.languages = languages;
        this.stopped = stopped;
        this.editors = editors;
    }

    /** Tells of those that nobody was told of yet, and whether there were any; cheap when not. */
    public boolean tell() {
        var told = false;
        for (var edition : stopped.all()) {
            var list = config.list(edition.list());
            told |= list.isPresent() && tell(edition, list.get().title());
        }
        return told;
    }

    private boolean tell(Stopped.Edition edition, String title) {
        var messages = languages.in(config.publication().language());
        return editors.tellOnce(
                "stopped",
                edition.id() + " " + edition.at().toEpochMilli(),
                edition.isHalfSent()
                        ? halfSent(messages, edition, title)
                        : blamed(messages, edition, title));
    }

    private static NoticeText blamed(Messages messages, Stopped.Edition edition, String title) {
        var number = messages.number(edition.number());
        return NoticeText.of(
                        messages.text("notice.stopped.subject", title, edition.subject()),
                        messages.text("notice.stopped.title"))
                .paragraph(messages.text("notice.stopped.text", title, number))
                .fact(messages.text("notice.stopped.reply"), edition.because())
                .fact(messages.text("notice.stopped.resume"), order("resume", edition))
                .fact(messages.text("notice.stopped.retry"), order("retry", edition))
                .fact(messages.text("notice.stopped.cancel"), order("cancel", edition));
    }

    private static NoticeText halfSent(Messages messages, Stopped.Edition edition, String title) {
        var number = messages.number(edition.number());
        return NoticeText.of(
                        messages.text("notice.halfsent.subject", title, edition.subject()),
                        messages.text("notice.halfsent.title"))
                .paragraph(messages.text("notice.halfsent.text", title, number))
                .fact(messages.text("notice.halfsent.show"), order("show", edition))
                .fact(messages.text("notice.halfsent.resume"), order("resume", edition))
                .fact(messages.text("notice.halfsent.cancel"), order("cancel", edition));
    }

    private static String order(String order, Stopped.Edition edition) {
        return "briefwire editions %s %s %d".formatted(order, edition.list(), edition.number());
    }
}
