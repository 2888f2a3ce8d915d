package org.briefwire.deliver;

import java.util.List;

/**
 * Where all envelopes of a pass come from.
 *
 * @param again whether more may fall due while the last ones wait for their turn
 */
record Sources(Source notices, BulkSource bulk, LaneSource lanes, boolean again) {
    Sources(Source notices, BulkSource bulk) {
        this(notices, bulk, (_, _) -> List.of(), false);
    }

    /** Where envelopes come from. */
    @FunctionalInterface
    interface Source {
        /** The next few; none when there are no more for now. */
        List<Envelope> claim();
    }

    /** Where the bulk comes from. */
    @FunctionalInterface
    interface BulkSource {
        /** The next few. */
        Claimed claim();
    }

    /**
     * What a claim of the bulk brought.
     *
     * @param wasLast whether there are no more for now
     */
    record Claimed(List<Envelope> envelopes, boolean wasLast) {
        static final Claimed NOTHING = new Claimed(List.of(), true);

        Claimed {
            envelopes = List.copyOf(envelopes);
        }

        /** Of a source that brings something as long as there is anything. */
        static Claimed of(List<Envelope> envelopes) {
            return new Claimed(envelopes, envelopes.isEmpty());
        }
    }

    /** Of one provider. */
    @FunctionalInterface
    interface LaneSource {
        /** The next few, so many at the most; none when there are no more for now. */
        List<Envelope> claim(int pool, int number);
    }
}
