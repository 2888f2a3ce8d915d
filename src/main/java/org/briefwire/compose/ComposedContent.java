package org.briefwire.compose;

import java.util.List;

/**
 * A content as it is kept and sent.
 *
 * @param stencil the mail with its blanks; its {@link Stencil#bytes} are what the database keeps
 * @param htmlSize the octets of the HTML part, decoded
 */
public record ComposedContent(
        String subject, String preheader, Stencil stencil, long htmlSize, List<Finding> findings) {
    public ComposedContent {
        findings = List.copyOf(findings);
    }

    /** Whether a wave with this content waits for a person. */
    public boolean isHeld() {
        return findings.stream().anyMatch(Finding::holds);
    }
}
