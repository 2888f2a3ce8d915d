package org.briefwire.run;

import java.util.function.Supplier;
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
import org.jspecify.annotations.Nullable;

/** Has what an edition orders composed. */
public final class DigestRenderer implements Renderer {
    private final Supplier<Composer> composers;
    private final Publication publication;
    private @Nullable Composer composer;

    /**
     * A renderer.
     *
     * @param composers asked at the first mail, and again as long as a template of the operator's
     *     keeps it from being made: until then everything but mail goes on
     */
    public DigestRenderer(Supplier<Composer> composers, Publication publication) {
        this.composers = composers;
        this.publication = publication;
    }

    private synchronized Composer composer() {
        var made = composer == null ? composers.get() : composer;
        composer = made;
        return made;
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
        return composer()
                .compose(
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
