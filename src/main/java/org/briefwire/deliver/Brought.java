package org.briefwire.deliver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.briefwire.model.BriefwireException;
import org.jspecify.annotations.Nullable;

/** What a look at the sources has brought until now, however it ends. */
final class Brought {
    private List<Envelope> notices = List.of();
    private Sources.Claimed bulk = Sources.Claimed.NOTHING;
    private final Map<Lane, List<Envelope>> turns = new HashMap<>();
    private @Nullable RuntimeException failure =
            new BriefwireException("a claim ended early; the log says why");

    /**
     * Looks.
     *
     * @param late whether notices are looked for
     * @param low whether the bulk is
     * @param wanted how many of which providers
     */
    void from(Sources sources, boolean late, boolean low, Map<Lane, Integer> wanted) {
        try {
            notices = late ? sources.notices().claim() : notices;
            bulk = low ? sources.bulk().claim() : bulk;
            wanted.forEach(
                    (lane, number) -> turns.put(lane, sources.lanes().claim(lane.pool(), number)));
            failure = null;
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    List<Envelope> notices() {
        return notices;
    }

    Sources.Claimed bulk() {
        return bulk;
    }

    /** Of each provider that was asked for. */
    Map<Lane, List<Envelope>> turns() {
        return turns;
    }

    /** Why it ended early, if it did. */
    @Nullable RuntimeException failure() {
        return failure;
    }
}
