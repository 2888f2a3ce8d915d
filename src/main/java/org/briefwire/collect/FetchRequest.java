package org.briefwire.collect;

import java.net.URI;

/**
 * What is asked for.
 *
 * @param etag the validator of what we have, verbatim; empty when we have nothing
 * @param modified its Last-Modified, verbatim
 */
public record FetchRequest(URI address, String etag, String modified) {
    public static FetchRequest of(URI address) {
        return new FetchRequest(address, "", "");
    }
}
