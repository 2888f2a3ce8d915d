package org.briefwire.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.briefwire.model.Secret;

/** A token that opens a door (RFC 6750 section 2.1). */
record Bearer(Secret token) {
    private static final String SCHEME = "bearer ";

    /** Whether a request brings it; takes as long for any other token. */
    boolean fits(Request request) {
        var authorization = request.header("Authorization");
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return false;
        }
        var given = authorization.substring(SCHEME.length()).strip();
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8),
                token.reveal().getBytes(StandardCharsets.UTF_8));
    }
}
