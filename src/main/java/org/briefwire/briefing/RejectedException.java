package org.briefwire.briefing;

import org.briefwire.model.BriefwireException;

/** Ends a reading; NewsBrief turns it into a value. */
final class RejectedException extends BriefwireException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final int line;
    private final int column;

    RejectedException(String reason, int line) {
        this(reason, line, Math.min(1, line));
    }

    RejectedException(String reason, int line, int column) {
        super(reason);
        this.reason = reason;
        this.line = line;
        this.column = column;
    }

    String reason() {
        return reason;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }
}
