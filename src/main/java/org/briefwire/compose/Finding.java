package org.briefwire.compose;

/**
 * What pre-flight says about a mail.
 *
 * @param where the part of the mail, such as 'html' or 'header List-Unsubscribe'
 * @param what what is wrong, and what would be right
 */
public record Finding(Severity severity, String where, String what) {
    /** Whether a wave is held for it. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** Whether a wave with this finding is held. */
    public boolean holds() {
        return severity == Severity.ERROR;
    }
}
