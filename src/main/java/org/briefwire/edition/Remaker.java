package org.briefwire.edition;

import java.time.Instant;
import java.util.Collection;
import org.briefwire.config.NewsList;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.ContentId;
import org.briefwire.store.Contents;
import org.briefwire.store.Editions;
import org.briefwire.store.Withdrawals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes contents that carry a withdrawn briefing anew without it, for the deliveries that wait and
 * for the edition's page. What stays in them stays at the revision that it has there: a correction
 * that was made since is in another mail, to those who have this one (docs/decisions/0057). A
 * delivery with nothing else in it is cancelled. May be called again after any crash: each content
 * is seen to in one transaction.
 */
final class Remaker {
    private static final Logger LOG = LoggerFactory.getLogger(Remaker.class);

    private final EditionMaker.Parts parts;
    private final Withdrawals withdrawals;

    Remaker(EditionMaker.Parts parts) {
        this.parts = parts;
        this.withdrawals = parts.withdrawals();
    }

    void remake(Collection<NewsList> lists, Instant now) {
        if (!withdrawals.isAnyOpen()) {
            return;
        }
        for (var stale : withdrawals.open()) {
            var edition = parts.editions().edition(stale.edition());
            for (var list : lists) {
                if (list.id().equals(edition.list())) {
                    remake(list, edition, stale, now);
                }
            }
        }
    }

    private void remake(
            NewsList list, Editions.Edition edition, Withdrawals.Stale stale, Instant now) {
        var left =
                withdrawals.left(stale.content()).stream()
                        .map(item -> new Item(item.briefing(), item.kind()))
                        .toList();
        if (left.isEmpty()) {
            withdrawals.drop(stale, now);
            return;
        }
        if (stale.replacement().isPresent() && !stale.isPage()) {
            withdrawals.replace(stale, stale.replacement().get());
            return;
        }
        var order =
                new Order(
                        list,
                        edition.number().orElse(0),
                        edition.slot(),
                        edition.made(),
                        Selection.key(stale.depth(), stale.language(), left),
                        stale.depth(),
                        stale.language(),
                        left);
        try {
            var rendering = parts.renderer().render(order);
            if (!rendering.errors().isEmpty()) {
                throw new BriefwireException(String.join("; ", rendering.errors()));
            }
            withdrawals.replace(
                    stale,
                    keep(edition, order, rendering),
                    rendering.subject(),
                    rendering.preheader());
        } catch (BriefwireException e) {
            LOG.error(
                    "edition {} of {} waits for its contents without what was withdrawn: {}",
                    order.number(),
                    list.id(),
                    e.getMessage());
        }
    }

    private ContentId keep(Editions.Edition edition, Order order, Rendering rendering) {
        return parts.contents()
                .keep(
                        new Contents.NewContent(
                                edition.id(),
                                order.key(),
                                order.language(),
                                order.depth(),
                                rendering.subject(),
                                rendering.size(),
                                rendering.mime(),
                                order.items().stream().map(Item::kept).toList()));
    }
}
