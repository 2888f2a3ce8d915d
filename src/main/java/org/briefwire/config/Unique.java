package org.briefwire.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that an id names one thing. */
final class Unique {
    private Unique() {}

    /** Reports each id that an earlier section has. */
    static void ids(List<Section> sections, Key<String> id) {
        Map<String, Integer> lines = new HashMap<>();
        for (var section : sections) {
            if (!section.has(id)) {
                continue;
            }
            section.raw(id)
                    .ifPresent(text -> {
                        var earlier = lines.putIfAbsent(text, section.lineOf(id));
                        if (earlier != null) {
                            section.error(
                                    id,
                                    "'%s' is an id already, in line %d; choose another"
                                            .formatted(text, earlier));
                        }
                    });
        }
    }
}
