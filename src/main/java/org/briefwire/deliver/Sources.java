package org.briefwire.deliver;

import java.util.List;

/**
 * Where all envelopes of a pass come from.
 *
 * @param again whether more may fall due while the last ones wait for their turn
 */
record Sources(Source notices, Source bulk, LaneSource lanes, boolean again) {
    Sources(Source notices, Source bulk) {
        this(notices, bulk, (_, _) -> List.of(), false);
    }

    /** Where envelopes come from. */
    @FunctionalInterface
    interface Source {
        /** The next few; none when there are no more for now. */
        List<Envelope> claim();
    }

    /** Of one provider. */
    @FunctionalInterface
    interface LaneSource {
        /** The next few, so many at the most; none when there are no more for now. */
        List<Envelope> claim(int pool, int number);
    }
}
