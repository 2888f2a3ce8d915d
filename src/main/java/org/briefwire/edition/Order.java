package org.briefwire.edition;

import java.time.Instant;
import java.util.List;
import org.briefwire.config.NewsList;
import org.briefwire.model.Depth;
import org.briefwire.model.Slot;

/**
 * What an edition wants rendered.
 *
 * @param number the edition's within its list
 * @param key names the content in its address
 * @param language a BCP 47 tag
 * @param items at least one, in the order of the mail
 */
public record Order(
        NewsList list,
        long number,
        Slot slot,
        Instant made,
        String key,
        Depth depth,
        String language,
        List<Item> items) {
    public Order {
        items = List.copyOf(items);
    }
}
