package org.briefwire.web;

import org.briefwire.model.EmailAddress;

/** An address that its owner knows again and nobody else can write to: 'a•••@e•••.org'. */
final class MaskedAddress {
    private static final String HIDDEN = "•••";

    private MaskedAddress() {}

    static String of(EmailAddress address) {
        var text = address.toString();
        var at = text.lastIndexOf('@');
        var domain = text.substring(at + 1);
        var dot = domain.lastIndexOf('.');
        return first(text)
                + HIDDEN
                + "@"
                + first(domain)
                + HIDDEN
                + domain.substring(Math.max(dot, 0));
    }

    private static String first(String text) {
        return text.substring(0, text.offsetByCodePoints(0, 1));
    }
}
