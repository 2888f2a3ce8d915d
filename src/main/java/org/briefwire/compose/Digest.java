package org.briefwire.compose;

import java.time.Instant;
import java.util.List;
import org.briefwire.config.NewsList;
import org.briefwire.model.Depth;

/**
 * What one content of an edition is to say.
 *
 * @param number the edition's, within its list
 * @param made when the edition was made: the mail's date
 * @param language a BCP 47 tag: the language of everything but the briefings themselves
 * @param items at least one, in the order of the mail
 * @param viewUrl where the content is seen in a browser, absolute
 * @param subject empty: made from the headlines
 * @param preheader empty: made from the standfirst, or the other headlines
 */
public record Digest(
        NewsList list,
        long number,
        Instant made,
        Depth depth,
        String language,
        List<DigestItem> items,
        String viewUrl,
        String subject,
        String preheader) {
    public Digest {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a digest has a briefing");
        }
    }
}
