package org.briefwire.config;

import java.util.List;
import java.util.Optional;
import org.briefwire.model.Secret;

/**
 * Where pages are served.
 *
 * @param port 0: any free one
 * @param trustedProxies the addresses whose X-Forwarded-For counts
 * @param metricsToken who knows it may collect the figures from another machine
 */
public record Web(
        String host,
        int port,
        List<String> trustedProxies,
        Joining joining,
        Optional<Secret> metricsToken) {
    /** With the usual limits of joining. */
    public Web(String host, int port, List<String> trustedProxies) {
        this(host, port, trustedProxies, Joining.USUAL);
    }

    /** Whose figures only this machine may collect. */
    public Web(String host, int port, List<String> trustedProxies, Joining joining) {
        this(host, port, trustedProxies, joining, Optional.empty());
    }

    public Web {
        trustedProxies = List.copyOf(trustedProxies);
    }
}
