package org.briefwire.schedule;

import java.time.Instant;
import java.util.Optional;

/** What the scheduler wakes. */
@FunctionalInterface
public interface Wakeable {
    /** Does what is due now; what it throws is logged, and it is woken again all the same. */
    void wake();

    /** When it wants to be woken next, besides the regular looks; nothing: it does not mind. */
    default Optional<Instant> next() {
        return Optional.empty();
    }
}
