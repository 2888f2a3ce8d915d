package org.briefwire.model;

/**
 * The one unchecked root: its message says what was being done to what, and what would be right.
 */
public class BriefwireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BriefwireException(String message) {
        super(message);
    }

    public BriefwireException(String message, Throwable cause) {
        super(message, cause);
    }
}
