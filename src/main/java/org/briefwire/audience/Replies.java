package org.briefwire.audience;

import java.util.regex.Pattern;
import org.briefwire.store.Refusals.Refusal;

/** What the courier keeps of servers' replies: '550 5.1.1 …', 'given up after 24 h: 451 …'. */
final class Replies {
    private static final Pattern THEIRS =
            Pattern.compile("(?s)(?:given up after [^:]{1,20}: )?([45]\\d\\d[ -].*)");

    private Replies() {}

    /** Whether the words are a server's; ours say nothing of the recipient. */
    static boolean isTheirs(String reply) {
        return THEIRS.matcher(reply).matches();
    }

    /** The server's words alone. */
    static String bare(String reply) {
        var theirs = THEIRS.matcher(reply);
        return theirs.matches() ? theirs.group(1) : reply;
    }

    /** What stands for the mail that a refusal is not; another try is another one. */
    static String digest(Refusal refusal) {
        var what =
                refusal.sent()
                        .map(sent -> "%s-%s".formatted(sent.edition(), sent.subscription()))
                        .orElse("notice-" + refusal.notice());
        return "hand-over-%s-%d".formatted(what, refusal.at().toEpochMilli());
    }
}
