package org.briefwire.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.briefwire.model.Briefing;
import org.briefwire.model.Medium;
import org.briefwire.model.PublishedBriefing;
import org.jdbi.v3.core.Handle;

/** Pictures within others' transactions: wanted with a revision, shown with a briefing. */
final class PictureRows {
    private static final int AT_ONCE = 500;

    private PictureRows() {}

    /** Wants what a briefing shows; what was given up is tried anew. */
    static void want(Handle handle, Briefing briefing, Instant now) {
        for (var reference : briefing.pictureReferences()) {
            handle.createUpdate(
                            """
                            INSERT INTO picture (reference, state, hash, type, width, height,
                                octets, stamp, error, failures, next, wanted)
                            VALUES (:reference, 'wanted', '', '', 0, 0, 0, '', '', 0, 0, :now)
                            ON CONFLICT (reference) DO UPDATE SET
                                state = 'wanted', failures = 0, next = 0,
                                wanted = excluded.wanted
                            WHERE picture.state = 'lost'
                            """)
                    .bind("reference", reference)
                    .bind("now", now.toEpochMilli())
                    .execute();
        }
    }

    /** The briefings with those of their pictures that we keep. */
    static List<PublishedBriefing> shown(Handle handle, List<PublishedBriefing> briefings) {
        var references = new HashSet<String>();
        briefings.forEach(one -> references.addAll(one.briefing().pictureReferences()));
        if (references.isEmpty()) {
            return briefings;
        }
        var kept = kept(handle, List.copyOf(references));
        return briefings.stream().map(briefing -> shown(briefing, kept)).toList();
    }

    static Optional<PublishedBriefing> shown(Handle handle, Optional<PublishedBriefing> briefing) {
        return shown(handle, briefing.stream().toList()).stream().findFirst();
    }

    private static PublishedBriefing shown(PublishedBriefing one, Map<String, Medium> kept) {
        var references = one.briefing().pictureReferences();
        return references.isEmpty()
                ? one
                : one.withMedia(
                        references.stream()
                                .filter(kept::containsKey)
                                .collect(Collectors.toMap(r -> r, kept::get)));
    }

    private static Map<String, Medium> kept(Handle handle, List<String> references) {
        var kept = new HashMap<String, Medium>();
        for (var from = 0; from < references.size(); from += AT_ONCE) {
            var some = references.subList(from, Math.min(references.size(), from + AT_ONCE));
            handle.createQuery(
                            """
                            SELECT reference, hash, type, width, height, octets FROM picture
                            WHERE hash <> '' AND reference IN (<references>)
                            """)
                    .bindList("references", some)
                    .map((row, context) ->
                            Map.entry(
                                    row.getString("reference"),
                                    new Medium(
                                            row.getString("hash"),
                                            row.getString("type"),
                                            row.getInt("width"),
                                            row.getInt("height"),
                                            row.getLong("octets"))))
                    .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        }
        return kept;
    }
}
