package org.briefwire.compose;

import java.util.ArrayList;
import org.briefwire.model.Briefing;

/** Real digests, for benches. */
public final class SampleMails {
    private SampleMails() {}

    /** A digest of our own briefings whose bytes are at least so many. */
    public static Stencil digestOf(int octets) {
        var briefings = new ArrayList<Briefing>();
        var own = Samples.own();
        while (true) {
            briefings.add(own.get(briefings.size() % own.size()));
            var stencil = Samples.compose(briefings.toArray(Briefing[]::new)).stencil();
            if (stencil.bytes().length >= octets) {
                return stencil;
            }
        }
    }
}
