package org.briefwire.audience;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.briefwire.config.NewsList;
import org.briefwire.model.SubscriptionState;

/**
 * What to import, and how.
 *
 * @param lists one: everybody goes on it, but for rows that name another; several: each row names
 *     its own
 * @param state of those who are new: active when it is known that they want the list
 */
public record ImportOrder(Path file, List<NewsList> lists, SubscriptionState state, Mode mode) {
    public ImportOrder {
        lists = List.copyOf(lists);
    }

    /** Whether anything is kept. */
    public enum Mode {
        FOR_GOOD,
        /** Nothing is changed, and no file is written. */
        REHEARSAL
    }

    /** Lists and state in one line; a file is gone on with only in the same manner. */
    String manner() {
        return lists.stream().map(list -> list.id().value()).collect(Collectors.joining(","))
                + " "
                + state.word();
    }
}
