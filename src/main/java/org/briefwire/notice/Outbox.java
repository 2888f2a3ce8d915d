package org.briefwire.notice;

import java.time.InstantSource;
import org.briefwire.compose.Notice;
import org.briefwire.compose.NoticeComposer;
import org.briefwire.compose.NoticeText;
import org.briefwire.link.Links;
import org.briefwire.model.EmailAddress;
import org.briefwire.store.Notices;

/**
 * Takes notices: each is composed and kept, and the courier sends it ahead of the bulk, without
 * being told. Safe for use by many threads and processes.
 */
public final class Outbox {
    private final NoticeComposer composer;
    private final Notices notices;
    private final Links links;
    private final InstantSource clock;

    public Outbox(NoticeComposer composer, Notices notices, Links links, InstantSource clock) {
        this.composer = composer;
        this.notices = notices;
        this.links = links;
        this.clock = clock;
    }

    /**
     * Whom a notice is for, and what it is.
     *
     * @param kind such as 'confirm' or 'held'
     * @param dedupe what this one is among all of them; of two with the same text only the first
     *     goes out
     * @param language a BCP 47 tag
     */
    public record Cover(String kind, String dedupe, EmailAddress to, String language) {}

    /**
     * Keeps a notice to be sent.
     *
     * @return false when it was kept before
     */
    public boolean post(Cover cover, NoticeText text) {
        return !notices.isPosted(cover.dedupe()) && notices.post(composed(cover, text));
    }

    /** The notice as it would be kept, for a transaction that keeps more than it. */
    public Notices.Post composed(Cover cover, NoticeText text) {
        var now = clock.instant();
        var notice =
                new Notice(
                        cover.to(), cover.language(), links.messageId(cover.dedupe()), now, text);
        return new Notices.Post(
                cover.kind(), cover.dedupe(), cover.to(), composer.compose(notice), now);
    }
}
