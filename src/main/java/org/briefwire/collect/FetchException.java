package org.briefwire.collect;

import org.briefwire.model.BriefwireException;

/** An address did not answer, or not within the bounds. */
final class FetchException extends BriefwireException {
    private static final long serialVersionUID = 1L;

    FetchException(String message) {
        super(message);
    }

    FetchException(String message, Throwable cause) {
        super(message, cause);
    }
}
