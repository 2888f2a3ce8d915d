package org.briefwire.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.briefwire.compose.Blank;
import org.briefwire.compose.Finding;
import org.briefwire.config.NewsList;
import org.briefwire.edition.Preview;
import org.briefwire.link.Links;
import org.briefwire.model.EditionId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SubscriptionId;

/** A list's next edition, to look at or to send to oneself. Moves nothing. */
public final class Rehearsal {
    // what a signed link of a mail that belongs to no subscription names
    private static final SubscriptionId NOBODY = new SubscriptionId(0);
    private static final EditionId NO_EDITION = new EditionId(0);

    private final Preview preview;
    private final DigestRenderer renderer;
    private final Links links;

    public Rehearsal(Preview preview, DigestRenderer renderer, Links links) {
        this.preview = preview;
        this.renderer = renderer;
        this.links = links;
    }

    /**
     * A mail as it would go out.
     *
     * @param eml headers and body
     * @param findings what pre-flight says of it
     */
    public record Mail(
            String subject,
            int briefings,
            String html,
            String text,
            byte[] eml,
            List<Finding> findings) {
        public Mail {
            findings = List.copyOf(findings);
        }
    }

    /**
     * The next edition as this person would get it; nothing: there is nothing new.
     *
     * @param mark stands before the subject, such as '[test] '
     */
    public Optional<Mail> mail(NewsList list, EmailAddress to, String mark) {
        return preview.next(list)
                .map(order -> {
                    var composed = renderer.compose(order, "");
                    if (!mark.isEmpty()) {
                        composed = renderer.compose(order, mark + composed.subject());
                    }
                    var stencil = composed.stencil();
                    return new Mail(
                            composed.subject(),
                            order.items().size(),
                            stencil.html(),
                            stencil.text(),
                            stencil.fill(blanks(to)),
                            composed.findings());
                });
    }

    private Map<Blank, String> blanks(EmailAddress to) {
        var blanks = new EnumMap<Blank, String>(Blank.class);
        blanks.put(Blank.TO, to.toString());
        blanks.put(Blank.ADDRESS, to.toString());
        blanks.put(Blank.NAME, "");
        blanks.put(Blank.MESSAGE_ID, links.messageId(NO_EDITION, NOBODY));
        blanks.put(Blank.UNSUBSCRIBE_URL, links.unsubscribe(NOBODY));
        blanks.put(Blank.PREFERENCES_URL, links.preferences(NOBODY));
        return blanks;
    }
}
