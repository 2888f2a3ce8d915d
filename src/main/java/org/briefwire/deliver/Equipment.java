package org.briefwire.deliver;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;
import org.briefwire.dns.Dns;

/** What the outside world lends to sending. */
record Equipment(
        InstantSource clock,
        RandomGenerator random,
        SSLSocketFactory tls,
        Patience patience,
        Dns dns) {
    static Equipment standard(InstantSource clock, Dns dns) {
        return new Equipment(
                clock,
                RandomGenerator.getDefault(),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                Patience.STANDARD,
                dns);
    }
}
