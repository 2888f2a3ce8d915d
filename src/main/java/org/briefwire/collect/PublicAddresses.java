package org.briefwire.collect;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names to public addresses only, so that what a stranger's page names can't reach into
 * our own network: the address that was looked at is the one that is connected to.
 */
final class PublicAddresses implements DnsResolver {
    private final DnsResolver names;

    PublicAddresses(DnsResolver names) {
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var all = names.resolve(host);
        var open = Arrays.stream(all).filter(PublicAddresses::isPublic).toArray(InetAddress[]::new);
        if (open.length == 0 && all.length > 0) {
            throw new PrivateAddressException(host, all[0]);
        }
        return open;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    /** A name leads to where only we may go. */
    static final class PrivateAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        private PrivateAddressException(String host, InetAddress address) {
            super(
                    "%s is at %s, a private address; only what the config names may be at one"
                            .formatted(host, address.getHostAddress()));
        }
    }

    /** By the registries of special addresses (RFC 6890), tunnels included. */
    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        var first = bytes[0] & 0xFF;
        var second = bytes[1] & 0xFF;
        return switch (first) {
            case 0, 10, 127 -> false;
            case 100 -> (second & 0xC0) != 64;
            case 169 -> second != 254;
            case 172 -> (second & 0xF0) != 16;
            case 192 -> second != 168 && !(second == 0 && (bytes[2] == 0 || bytes[2] == 2));
            case 198 -> (second & 0xFE) != 18 && !(second == 51 && bytes[2] == 100);
            case 203 -> !(second == 0 && bytes[2] == 113);
            default -> first < 224;
        };
    }

    private static boolean isPublic6(byte[] bytes) {
        var start = (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
        var second = (bytes[2] & 0xFF) << 8 | (bytes[3] & 0xFF);
        if (start == 0x64 && second == 0xFF9B) {
            return isPublic4(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (start == 0x2002) {
            return isPublic4(Arrays.copyOfRange(bytes, 2, 6));
        }
        // only 2000::/3 is given out; Teredo and documentation lie within it
        return (start & 0xE000) == 0x2000
                && !(start == 0x2001 && (second == 0 || second == 0x0DB8));
    }
}
