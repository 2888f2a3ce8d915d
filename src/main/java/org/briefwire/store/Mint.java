package org.briefwire.store;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.briefwire.model.Slug;
import org.jdbi.v3.core.Handle;

/** Makes what a briefing is called for ever: its slug, and its tag: URI (RFC 4151). */
record Mint(Handle handle, String domain, Instant now) {
    private static final String NAMELESS = "briefing";

    String slug(String wish) {
        var base = Slug.of(wish);
        var start = base.isEmpty() ? NAMELESS : base;
        if (!isTaken(start)) {
            return start;
        }
        // doubling, then halving: a desk whose headlines are all alike costs no more than log n
        var free = 2L;
        while (isTaken(start + "-" + free)) {
            free *= 2;
        }
        var taken = free / 2;
        while (free - taken > 1) {
            var middle = (free + taken) / 2;
            if (isTaken(start + "-" + middle)) {
                taken = middle;
            } else {
                free = middle;
            }
        }
        return start + "-" + free;
    }

    private boolean isTaken(String slug) {
        return handle.createQuery("SELECT count(*) FROM briefing WHERE slug = :slug")
                        .bind("slug", slug)
                        .mapTo(long.class)
                        .one()
                > 0;
    }

    String tagUri(String slug) {
        return "tag:%s,%s:briefings/%s"
                .formatted(
                        domain,
                        LocalDate.ofInstant(now, ZoneOffset.UTC),
                        URLEncoder.encode(slug, StandardCharsets.UTF_8));
    }
}
