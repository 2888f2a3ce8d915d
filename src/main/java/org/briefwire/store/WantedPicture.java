package org.briefwire.store;

import java.time.Instant;

/**
 * A picture that a briefing shows, to be had or to be looked at again.
 *
 * @param stamp of the file when it was looked at last; empty: never
 * @param error why it was not had the last time; empty: it was, or was not tried
 * @param failures how often it was not had
 * @param since when it was first wanted
 * @param isShown whether we keep one already, which stays until there is another
 */
public record WantedPicture(
        String reference,
        String stamp,
        String error,
        int failures,
        Instant since,
        boolean isShown) {}
