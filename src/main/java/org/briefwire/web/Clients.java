package org.briefwire.web;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;

/** Who asks: what the nearest proxy that is not ours says, or who is connected. */
final class Clients {
    private static final int IPV6 = 16;
    private static final int NETWORK = 8;

    private final List<String> trusted;

    Clients(List<String> trustedProxies) {
        this.trusted = trustedProxies.stream().map(Clients::normal).toList();
    }

    /**
     * The client's address, for counting: of IPv6 the network, since a household has 2^64 of them.
     *
     * @param forwardedFor X-Forwarded-For, which counts only as far as trusted proxies wrote it
     */
    String of(String peer, String forwardedFor) {
        var client = normal(peer);
        var hops = forwardedFor.split(",", -1);
        for (var i = hops.length - 1; i >= 0 && trusted.contains(client); i--) {
            if (!hops[i].isBlank()) {
                client = normal(hops[i]);
            }
        }
        return client;
    }

    /** One spelling for one network; what is no address is itself, cut. */
    private static String normal(String text) {
        var bare = text.strip().replaceAll("[\\[\\]]|%.*$", "");
        if (!bare.matches("[0-9a-fA-F:.]{2,45}")) {
            return bare.substring(0, Math.min(bare.length(), 45));
        }
        try {
            var address = InetAddress.ofLiteral(bare);
            var octets = address.getAddress();
            return octets.length == IPV6
                    ? HexFormat.of().formatHex(octets, 0, NETWORK)
                            + (address.isLoopbackAddress() ? " loopback" : "")
                    : address.getHostAddress();
        } catch (IllegalArgumentException noAddress) {
            return bare;
        }
    }
}
