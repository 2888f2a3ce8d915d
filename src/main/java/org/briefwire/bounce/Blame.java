package org.briefwire.bounce;

import java.util.Set;
import java.util.regex.Pattern;

/** Whose fault a refusal is: the recipient's, as far as anybody can tell, or ours. */
public final class Blame {
    /** What no other recipient would make better. */
    private static final Set<String> OURS =
            Set.of("authentication", "content", "reputation", "sender-refused", "policy", "relay");

    private static final Pattern STATUS =
            Pattern.compile("^[45]\\d\\d[ -]([45]\\.\\d{1,3}\\.\\d{1,3})(?![.-]?\\w)");

    private static final String RATE = "rate-limited";
    private static final String RELAY = "relay";

    /** RFC 3463: congestion, or too many recipients; and what large receivers use. */
    private static final Set<String> LESS = Set.of("4.7.28", "4.4.5", "4.5.3");

    /** What is said of one mailbox, and greylisting. */
    private static final Pattern ONE_BOX =
            Pattern.compile(
                    "^\\d{3}[ -]4\\.2\\.\\d{1,3}(?![.-]?\\w)|gr[ae]y-?list|(user|mailbox|account|recipient)\\b.{0,60}(receiving|busy)",
                    Pattern.CASE_INSENSITIVE);

    private Blame() {}

    /**
     * Whether a server's reply speaks of who sends, how, or what: reputation, authentication,
     * content. Every other recipient there would get the same.
     *
     * @param reply in one line, with its code in front
     */
    public static boolean isOurs(String reply) {
        var status = STATUS.matcher(reply);
        var category = Wording.of(reply);
        if (category.isEmpty() && status.find()) {
            category = Wording.ofStatus(status.group(1));
        }
        return category.filter(known -> OURS.contains(known.name())).isPresent();
    }

    /** Whether a server's reply says that it sends nothing on for us: another one may. */
    public static boolean isNoRelay(String reply) {
        return Wording.of(reply).filter(category -> category.name().equals(RELAY)).isPresent();
    }

    /**
     * Whether a server's reply asks for fewer messages, or slower ones, to all its mailboxes: not
     * to a single one, and not as it asks everybody whom it does not know. 4.3.2 alone does not say
     * so: that is a system that takes no mail now, for whatever reason (RFC 3463 section 3.4).
     *
     * @param reply in one line, with its code in front
     */
    public static boolean asksForLess(String reply) {
        if (!reply.startsWith("4") || ONE_BOX.matcher(reply).find()) {
            return false;
        }
        var status = STATUS.matcher(reply);
        return Wording.of(reply).filter(category -> category.name().equals(RATE)).isPresent()
                || (status.find() && LESS.contains(status.group(1)));
    }
}
