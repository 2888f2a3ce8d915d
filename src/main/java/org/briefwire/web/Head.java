package org.briefwire.web;

import org.briefwire.message.Messages;

/**
 * What a page says about itself.
 *
 * @param title without the publication's; empty on the front page
 * @param description one sentence for search engines; may be empty
 * @param path its one address under the publication's, percent-encoded; empty: it has none, and
 *     search engines are told to leave it out
 * @param feed the address of a feed of its own, without the extension; empty: only everything's
 */
public record Head(Messages messages, String title, String description, String path, String feed) {
    /** A page that nobody is to find but who was sent to it. */
    public static Head hidden(Messages messages, String title) {
        return new Head(messages, title, "", "", "");
    }
}
