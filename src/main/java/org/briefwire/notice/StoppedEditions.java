package org.briefwire.notice;

import org.briefwire.compose.NoticeText;
import org.briefwire.config.Config;
import org.briefwire.message.Languages;
import org.briefwire.store.Stopped;

/** Tells the editors, once, of each edition that was stopped because servers blame the sender. */
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
        var number = messages.number(edition.number());
        var named = "%s %d".formatted(edition.list(), edition.number());
        return editors.tellOnce(
                "stopped",
                edition.id() + " " + edition.at().toEpochMilli(),
                NoticeText.of(
                                messages.text("notice.stopped.subject", title, edition.subject()),
                                messages.text("notice.stopped.title"))
                        .paragraph(messages.text("notice.stopped.text", title, number))
                        .fact(messages.text("notice.stopped.reply"), edition.because())
                        .fact(
                                messages.text("notice.stopped.resume"),
                                "briefwire editions resume " + named)
                        .fact(
                                messages.text("notice.stopped.retry"),
                                "briefwire editions retry " + named)
                        .fact(
                                messages.text("notice.stopped.cancel"),
                                "briefwire editions cancel " + named));
    }
}
