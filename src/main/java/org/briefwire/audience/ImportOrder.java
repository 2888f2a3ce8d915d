package org.briefwire.audience;

import java.nio.file.Path;
import org.briefwire.config.NewsList;
import org.briefwire.model.SubscriptionState;

/**
 * What to import, and how.
 *
 * @param state of those who are new: active when it is known that they want the list
 */
public record ImportOrder(Path file, NewsList list, SubscriptionState state, Mode mode) {
    /** Whether anything is kept. */
    public enum Mode {
        FOR_GOOD,
        /** Nothing is changed, and no file is written. */
        REHEARSAL
    }
}
