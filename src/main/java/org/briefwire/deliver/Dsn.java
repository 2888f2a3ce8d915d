package org.briefwire.deliver;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a server takes the parameters for delivery status notifications (RFC 3461) that it
 * offers. Once it has taken an envelope without them that it had refused with them, it gets none
 * any more.
 */
final class Dsn {
    private static final Logger LOG = LoggerFactory.getLogger(Dsn.class);

    private final String server;
    private volatile boolean trusted = true;

    Dsn(String server) {
        this.server = server;
    }

    boolean isTrusted() {
        return trusted;
    }

    /** Whether a refusal may be about parameters (RFC 5321 section 4.2): it may as well not. */
    static boolean mayBeRefusedBy(Reply reply) {
        return switch (reply.code()) {
            case 501, 504, 555 -> true;
            default -> false;
        };
    }

    /** An envelope was refused with the parameters and is taken without. */
    void tookWithout() {
        if (trusted) {
            trusted = false;
            LOG.warn("{} offers DSN and refuses its parameters: it gets none any more", server);
        }
    }
}
