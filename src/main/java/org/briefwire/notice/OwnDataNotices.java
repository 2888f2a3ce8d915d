package org.briefwire.notice;

import java.time.Duration;
import java.time.Instant;
import org.briefwire.compose.NoticeText;
import org.briefwire.config.Publication;
import org.briefwire.link.Links;
import org.briefwire.message.Messages;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SubscriptionId;
import org.briefwire.notice.Outbox.Cover;

/** The mails with the fresh links that what could do harm needs. */
public final class OwnDataNotices {
    /** How long such a link is good. */
    public static final Duration LASTS = Duration.ofMinutes(30);

    /** Who presses the button again within it gets no second mail. */
    private static final long SAME_MAIL_SECONDS = 300;

    private final Publication publication;
    private final Links links;
    private final Outbox outbox;

    public OwnDataNotices(Publication publication, Links links, Outbox outbox) {
        this.publication = publication;
        this.links = links;
        this.outbox = outbox;
    }

    /** Sends the link to what is held of a subscriber. */
    public void link(SubscriptionId subscription, EmailAddress to, Messages messages, Instant now) {
        var text =
                NoticeText.of(
                                messages.text("notice.data.subject", publication.title()),
                                messages.text("web.data"))
                        .paragraph(messages.text("notice.data.text"))
                        .link(
                                messages.text("notice.data.button"),
                                links.ownData(subscription, now.plus(LASTS)))
                        .small(messages.text("notice.data.small"));
        var dedupe = "data %s %d".formatted(subscription, now.getEpochSecond() / SAME_MAIL_SECONDS);
        outbox.post(new Cover("data", dedupe, to, messages.language()), text);
    }

    /** Asks at a new address whether it is the subscriber's. */
    public void confirmAddress(long wish, EmailAddress to, Messages messages, Instant now) {
        var text =
                NoticeText.of(
                                messages.text("notice.address.subject", publication.title()),
                                messages.text("notice.address.button"))
                        .paragraph(messages.text("notice.address.text"))
                        .link(
                                messages.text("notice.address.button"),
                                links.confirmAddress(wish, now.plus(LASTS)))
                        .small(messages.text("notice.data.small"));
        outbox.post(new Cover("address", "address " + wish, to, messages.language()), text);
    }
}
