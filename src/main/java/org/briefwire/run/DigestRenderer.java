package org.briefwire.run;

import org.briefwire.compose.ComposedContent;
import org.briefwire.compose.Composer;
import org.briefwire.compose.Digest;
import org.briefwire.compose.DigestItem;
import org.briefwire.compose.Finding;
import org.briefwire.config.Publication;
import org.briefwire.edition.Order;
import org.briefwire.edition.Renderer;
import org.briefwire.edition.Rendering;
import org.briefwire.link.Paths;

/** Has what an edition orders composed. */
public final class DigestRenderer implements Renderer {
    private final Composer composer;
    private final Publication publication;

    public DigestRenderer(Composer composer, Publication publication) {
        this.composer = composer;
        this.publication = publication;
    }

    @Override
    public Rendering render(Order order) {
        var composed = compose(order, "");
        return new Rendering(
                composed.subject(),
                composed.preheader(),
                composed.stencil().bytes(),
                composed.htmlSize(),
                composed.findings().stream()
                        .filter(Finding::holds)
                        .map(finding -> finding.where() + ": " + finding.what())
                        .toList());
    }

    /**
     * The mail of an order.
     *
     * @param subject empty: made from the headlines
     */
    ComposedContent compose(Order order, String subject) {
        return composer.compose(
                new Digest(
                        order.list(),
                        order.number(),
                        order.made(),
                        order.depth(),
                        order.language(),
                        order.items().stream()
                                .map(item -> new DigestItem(item.briefing(), item.kind()))
                                .toList(),
                        publication.at(address(order)),
                        subject,
                        ""));
    }

    // an edition that is only looked at has no page yet: its list has
    private static String address(Order order) {
        var list = order.list().id();
        return order.key().isEmpty()
                ? Paths.list(list)
                : Paths.edition(list, order.number()) + "/" + order.key();
    }
}
