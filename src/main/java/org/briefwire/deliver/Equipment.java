package org.briefwire.deliver;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;

/** What the outside world lends to sending. */
record Equipment(
        InstantSource clock, RandomGenerator random, SSLSocketFactory tls, Patience patience) {
    static Equipment standard(InstantSource clock) {
        return new Equipment(
                clock,
                RandomGenerator.getDefault(),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                Patience.STANDARD);
    }
}
