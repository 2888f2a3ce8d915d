package org.briefwire.briefing;

import org.briefwire.model.BriefwireException;

/** Ends a reading; NewsBrief turns it into a value. */
final class RejectedException extends BriefwireException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final int line;

    RejectedException(String reason, int line) {
        super(reason);
        this.reason = reason;
        this.line = line;
    }

    String reason() {
        return reason;
    }

    int line() {
        return line;
    }
}
