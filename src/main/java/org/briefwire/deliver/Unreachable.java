package org.briefwire.deliver;

import jakarta.mail.AuthenticationFailedException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.eclipse.angus.mail.util.SocketConnectException;

/** A server that no connection can be had to, with the reason in one line. */
final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    /** What Angus takes for an answer when there is none. */
    private static final String EOF = "[EOF]";

    Unreachable(String reason) {
        super(reason);
    }

    Unreachable(String reason, Throwable cause) {
        super(reason, cause);
    }

    Reply reply(String server) {
        return Reply.ours("%s can't be reached: %s".formatted(server, getMessage()));
    }

    /**
     * Why it failed.
     *
     * @param answer the server's last words, which say more than the exception when they refuse
     */
    static String reason(Throwable e, String answer) {
        var refused = answer != null && answer.matches("(?s)[45]\\d\\d.*");
        if (refused) {
            var code = Integer.parseInt(answer, 0, 3, 10);
            return "it answered " + Reply.of(code, answer);
        }
        if (EOF.equals(answer)) {
            return odd(answer);
        }
        return e instanceof AuthenticationFailedException
                ? "the login failed: " + e.getMessage()
                : reason(e);
    }

    static String reason(Throwable e) {
        var root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return switch (root) {
            case SocketTimeoutException timeout -> "no answer in time";
            case UnknownHostException host -> "unknown host";
            case SocketConnectException connect ->
                    String.valueOf(connect.getException().getMessage());
            default -> root.getMessage() == null ? root.toString() : root.getMessage();
        };
    }

    /** A server that hung up, or speaks something else. */
    static String odd(String answer) {
        return answer.equals(EOF) ? "the server hung up" : "it answered '" + answer.strip() + "'";
    }
}
