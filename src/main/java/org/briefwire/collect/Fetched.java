package org.briefwire.collect;

import java.net.URI;
import java.util.Map;

/**
 * An answer.
 *
 * @param body unpacked; empty for a 304
 * @param headers by their names in small letters; the last one of a name
 * @param address where it came from, after redirects
 */
public record Fetched(int status, byte[] body, Map<String, String> headers, URI address) {
    public Fetched {
        headers = Map.copyOf(headers);
    }

    /** A header's value; empty when there is none. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public boolean isNotModified() {
        return status == 304;
    }
}
