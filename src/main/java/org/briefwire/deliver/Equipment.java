package org.briefwire.deliver;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;
import org.briefwire.dns.Dns;
import org.briefwire.watch.Metrics;

/** What the outside world lends to sending. */
record Equipment(
        InstantSource clock,
        RandomGenerator random,
        SSLSocketFactory tls,
        Patience patience,
        Dns dns,
        Metrics metrics) {
    static Equipment standard(Dispatch.Outside outside) {
        return new Equipment(
                outside.clock(),
                RandomGenerator.getDefault(),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                Patience.STANDARD,
                outside.dns(),
                outside.metrics());
    }
}
