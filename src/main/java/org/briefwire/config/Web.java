package org.briefwire.config;

import java.util.List;

/**
 * Where pages are served.
 *
 * @param port 0: any free one
 * @param trustedProxies the addresses whose X-Forwarded-For counts
 */
public record Web(String host, int port, List<String> trustedProxies, Joining joining) {
    /** With the usual limits of joining. */
    public Web(String host, int port, List<String> trustedProxies) {
        this(host, port, trustedProxies, Joining.USUAL);
    }

    public Web {
        trustedProxies = List.copyOf(trustedProxies);
    }
}
