package org.briefwire.bounce;

import java.util.Set;
import java.util.regex.Pattern;

/** Whose fault a refusal is: the recipient's, as far as anybody can tell, or ours. */
public final class Blame {
    /** What no other recipient would make better. */
    private static final Set<String> OURS =
            Set.of("authentication", "content", "reputation", "sender-refused", "policy", "relay");

    private static final Pattern STATUS =
            Pattern.compile("^[45]\\d\\d[ -]([45]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.])");

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
}
