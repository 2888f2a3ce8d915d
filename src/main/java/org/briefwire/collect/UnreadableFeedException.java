package org.briefwire.collect;

import org.briefwire.model.BriefwireException;

/** The bytes are no feed that Briefwire reads. */
final class UnreadableFeedException extends BriefwireException {
    private static final long serialVersionUID = 1L;

    UnreadableFeedException(String message) {
        super(message);
    }

    UnreadableFeedException(String message, Throwable cause) {
        super(message, cause);
    }
}
