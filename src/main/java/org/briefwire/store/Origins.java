package org.briefwire.store;

import java.util.Map;
import java.util.stream.Collectors;
import org.briefwire.model.BriefingId;

/** Where briefings came from. */
public final class Origins {
    private final Database database;

    public Origins(Database database) {
        this.database = database;
    }

    /** Each briefing's first file or feed entry, as its source names it. */
    public Map<BriefingId, String> all() {
        return database
                .read(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT briefing, MIN(key) AS key FROM origin
                                                GROUP BY briefing
                                                """)
                                        .map(
                                                (row, context) ->
                                                        Map.entry(
                                                                new BriefingId(
                                                                        row.getLong("briefing")),
                                                                row.getString("key")))
                                        .list())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
