package org.briefwire.config;

import java.util.List;
import org.briefwire.model.TopicId;

/** The keys of each of {@code topics:}. */
final class TopicKeys {
    static final Key<String> ID =
            Key.required("id", Kinds.ID, "As briefings, sources and lists write it.");
    private static final Key<String> TITLE = Key.required("title", Kinds.TEXT, "What readers see.");

    static final Kind.Keys EACH =
            new Kind.Keys(
                    "a section of keys",
                    List.of(
                            ID,
                            TITLE,
                            Key.later("formerly", Kinds.listOf(Kinds.ID), "Earlier ids.")));

    private TopicKeys() {}

    static Topic read(Section section) {
        return new Topic(new TopicId(section.get(ID)), section.get(TITLE));
    }
}
