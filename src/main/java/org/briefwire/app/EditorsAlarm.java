package org.briefwire.app;

import java.time.Instant;
import org.briefwire.audience.Alarm;
import org.briefwire.compose.NoticeText;
import org.briefwire.config.Config;
import org.briefwire.config.NewsList;
import org.briefwire.message.Messages;
import org.briefwire.model.ListId;
import org.briefwire.notice.Editors;
import org.briefwire.store.ReturnedMails.Told;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator by the log and publication.editors by a notice. */
final class EditorsAlarm implements Alarm {
    private static final Logger LOG = LoggerFactory.getLogger(EditorsAlarm.class);

    private final Config config;
    private final Editors editors;
    private final Messages messages;

    EditorsAlarm(Config config, Editors editors, Messages messages) {
        this.config = config;
        this.editors = editors;
        this.messages = messages;
    }

    @Override
    public void mailIsRefused(Told told, Instant at) {
        LOG.error(
                "our mail is refused for {}, not for its recipient: {} {}; 'bounces list' tells more",
                told.category(),
                told.address(),
                told.status());
        editors.alert(
                "refused " + told.category(),
                NoticeText.of(
                                messages.text("notice.refused.subject", told.category()),
                                messages.text("notice.refused.title"))
                        .paragraph(messages.text("notice.refused.text"))
                        .fact(messages.text("notice.refused.recipient"), told.address())
                        .fact(
                                messages.text("notice.refused.meaning"),
                                (told.status() + " " + told.category()).strip())
                        .small(messages.text("notice.refused.small")));
    }

    @Override
    public void listIsPaused(ListId list, String reason, Instant at) {
        LOG.error("list {} is paused: {}; 'lists resume {}' lets it go on", list, reason, list);
        var title = config.list(list).map(NewsList::title).orElse(list.value());
        editors.alert(
                "complaints " + list.value(),
                NoticeText.of(
                                messages.text("notice.paused.subject", title),
                                messages.text("notice.paused.title"))
                        .paragraph(messages.text("notice.paused.text", title, list.value()))
                        .small(messages.text("notice.paused.small")));
    }
}
