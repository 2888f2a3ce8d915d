package org.briefwire.web;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was asked.
 *
 * @param path as it was sent, percent-encoded, without the query
 * @param params what stands at the {names} of the route, decoded
 * @param query the first value of each name
 * @param form the first value of each field of a POST, urlencoded or multipart
 * @param body of what is no form, and read once
 * @param headers by name in any case; lines of one name are joined by commas
 * @param peer the network address of who is connected, which may be a proxy's
 */
public record Request(
        String path,
        Map<String, String> params,
        Map<String, String> query,
        Map<String, String> form,
        Body body,
        Map<String, String> headers,
        String peer) {
    /** What was sent along. */
    @FunctionalInterface
    public interface Body {
        /** Its first octets, at most so many; the rest is never read. */
        byte[] first(int most);
    }

    public Request {
        params = Map.copyOf(params);
        query = Map.copyOf(query);
        form = Map.copyOf(form);
        var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = Collections.unmodifiableMap(anyCase);
    }

    /** What stands at a {name} of the route. */
    public String param(String name) {
        return params.getOrDefault(name, "");
    }

    /** A header's value; empty when it is absent. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
