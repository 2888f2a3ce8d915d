package org.briefwire.template;

import org.briefwire.model.BriefwireException;

/** A template is missing or wrong: the message names its file, the line and what would be right. */
final class TemplateException extends BriefwireException {
    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(message);
    }

    TemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
