package org.briefwire.deliver;

import java.util.Set;
import java.util.regex.Pattern;
import org.briefwire.bounce.Blame;

/** Of whom a refusal speaks: of the recipient, of the server that refuses, or of us. */
final class Speaks {
    /** Whoever does not understand a command, or will not have it (RFC 5321 section 4.2.2). */
    private static final int FIRST_UNKNOWN = 500;

    private static final int LAST_UNKNOWN = 504;

    /** RFC 5321 section 4.2.2: insufficient system storage; some say it to who sends too much. */
    private static final int NO_STORAGE = 452;

    /** RFC 4954 sections 4.2 and 6: no login, a wrong one, one that is too weak, one in clear. */
    private static final Set<Integer> LOGIN = Set.of(530, 534, 535, 538);

    /**
     * Subjects and details of enhanced status codes (RFC 3463 and its registry): addresses beyond
     * ASCII are not taken; credentials are wrong, too weak, need encryption or a change of
     * password.
     */
    private static final Set<String> OWN = Set.of("6.7", "7.8", "7.9", "7.10", "7.11", "7.12");

    /** Of a server, without a code that says more: its own load. */
    private static final Pattern BUSY = Pattern.compile("(?i)\\b(too|server is|server) busy\\b");

    private Speaks() {}

    /**
     * Whether a server speaks of itself: its system (RFC 3463 section 3.4), its dialect, its
     * storage, or that it does not know us. What it says of the sender's name or of what is in the
     * message another would say too, and should not be made to.
     */
    static boolean ofItself(Reply reply) {
        var detail = reply.enhanced().map(status -> status.substring(2)).orElse("");
        if (detail.startsWith("3.") || OWN.contains(detail) || LOGIN.contains(reply.code())) {
            return true;
        }
        var unknown = reply.code() >= FIRST_UNKNOWN && reply.code() <= LAST_UNKNOWN;
        return (unknown && (detail.isEmpty() || detail.startsWith("5.")))
                || (reply.code() == NO_STORAGE
                        && detail.isEmpty()
                        && !Blame.asksForLess(BUSY.matcher(reply.text()).replaceAll("")))
                || Blame.isNoRelay(reply.text());
    }

    /**
     * Whether a server blames us or asks us for less, and does not speak of itself: another server
     * would burn its name too, or be used to evade what was asked.
     */
    static boolean ofUs(Reply reply) {
        return reply.code() > 0
                && (Blame.isOurs(reply.text()) || Blame.asksForLess(reply.text()))
                && !ofItself(reply);
    }
}
