package org.briefwire.audience;

import java.time.Instant;
import org.briefwire.model.ListId;
import org.briefwire.store.ReturnedMails.Told;

/** Who is told, loudly, that receivers don't want our mail. */
public interface Alarm {
    /** Mail was refused for what it is or who we are, not because of its recipient. */
    void mailIsRefused(Told told, Instant at);

    /** So many complained that a list was paused. */
    void listIsPaused(ListId list, String reason, Instant at);
}
