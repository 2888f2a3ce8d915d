package org.briefwire.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.briefwire.compose.NoticeText;
import org.briefwire.config.Publication;
import org.briefwire.notice.Outbox.Cover;
import org.briefwire.store.Notices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells publication.editors, in the publication's language, what needs a person. With no editors it
 * only stands in the log. Safe for use by many threads and processes.
 */
public final class Editors {
    private static final Logger LOG = LoggerFactory.getLogger(Editors.class);
    private static final Duration QUIET = Duration.ofHours(1);

    private final Publication publication;
    private final Outbox outbox;
    private final Notices notices;
    private final InstantSource clock;

    public Editors(Publication publication, Outbox outbox, Notices notices, InstantSource clock) {
        this.publication = publication;
        this.outbox = outbox;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * Raises an alert; for an hour after one of a kind, others of that kind only stand in the log.
     *
     * @param kind what it is about, such as 'complaints daily'
     */
    public void alert(String kind, NoticeText text) {
        LOG.warn("alert {}: {}", kind, text.subject());
        var now = clock.instant();
        for (var editor : publication.editors()) {
            var about = "alert %s %s".formatted(kind, editor.key());
            if (notices.isPostedSince(about, now.minus(QUIET))) {
                continue;
            }
            // by the hour as well, so that two processes at once raise one
            var dedupe = about + " " + hour(now);
            outbox.post(new Cover(about, dedupe, editor, publication.language()), text);
        }
    }

    /**
     * Tells each editor something once; what it is about names it for ever. Whether any is told
     * now.
     */
    boolean tellOnce(String kind, String about, NoticeText text) {
        var told = false;
        for (var editor : publication.editors()) {
            var dedupe = "%s %s %s".formatted(kind, about, editor.key());
            if (outbox.post(new Cover(kind, dedupe, editor, publication.language()), text)) {
                LOG.info("{} is told: {}", editor, text.subject());
                told = true;
            }
        }
        return told;
    }

    private static long hour(Instant now) {
        return now.getEpochSecond() / QUIET.toSeconds();
    }
}
