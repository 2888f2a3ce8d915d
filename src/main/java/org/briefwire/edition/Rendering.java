package org.briefwire.edition;

import java.util.List;

/**
 * A rendered content.
 *
 * @param mime the message with its blanks
 * @param size of its HTML, in octets
 * @param errors what pre-flight found that must not go out; empty: it may
 */
public record Rendering(
        String subject, String preheader, byte[] mime, long size, List<String> errors) {
    public Rendering {
        errors = List.copyOf(errors);
    }
}
