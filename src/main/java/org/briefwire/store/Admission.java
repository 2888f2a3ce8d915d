package org.briefwire.store;

import org.briefwire.model.BriefingId;

/** What became of an arrival. */
public sealed interface Admission {
    /** A briefing that was not known. */
    record New(BriefingId briefing, String slug) implements Admission {}

    /** A new revision of a known one. */
    record Revised(BriefingId briefing, int revision) implements Admission {}

    /** Nothing that anybody would see is new. */
    record Unchanged(BriefingId briefing) implements Admission {}

    /** What was known under another key. */
    record Moved(BriefingId briefing, String from) implements Admission {}

    /** Another one of the same source, still there, has the same id. */
    record Duplicate(String other) implements Admission {}
}
