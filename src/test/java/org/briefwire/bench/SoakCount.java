package org.briefwire.bench;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import org.briefwire.link.Links;
import org.briefwire.store.SoakFixture;

/**
 * What became of every delivery, by the database and by the mail server.
 *
 * @param lost counted as sent, and never arrived
 * @param open neither sent nor refused nor cancelled
 * @param unexplained refused or cancelled without a word why
 * @param repeats how many messages arrived beyond the first of each
 * @param strangers messages that arrived and belong to no delivery
 */
record SoakCount(
        int deliveries,
        int sent,
        int refused,
        int lost,
        int open,
        int unexplained,
        int repeats,
        int strangers) {

    static SoakCount of(
            Collection<SoakFixture.Row> rows, Map<String, Integer> arrived, Links links) {
        int sent = 0;
        int refused = 0;
        int lost = 0;
        int open = 0;
        int unexplained = 0;
        var strangers = new HashSet<>(arrived.keySet());
        for (var row : rows) {
            var id = "<" + links.messageId(row.edition(), row.subscription()) + ">";
            strangers.remove(id);
            switch (row.state()) {
                case "sent" -> {
                    sent++;
                    lost += arrived.containsKey(id) ? 0 : 1;
                }
                case "failed", "cancelled" -> {
                    refused++;
                    unexplained += row.reply().isBlank() ? 1 : 0;
                }
                default -> open++;
            }
        }
        var repeats = arrived.values().stream().mapToInt(times -> times - 1).sum();
        return new SoakCount(
                rows.size(), sent, refused, lost, open, unexplained, repeats, strangers.size());
    }

    boolean isExact() {
        return deliveries > 0 && lost + open + unexplained + strangers == 0;
    }
}
