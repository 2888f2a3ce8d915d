package org.briefwire.edition;

import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.Release;
import org.briefwire.store.Contents;

/** A briefing in a content, and why it is there. */
public record Item(PublishedBriefing briefing, Release.Kind kind) {
    /** What the database keeps of it. */
    Contents.Item kept() {
        return new Contents.Item(briefing.id(), briefing.revision(), kind);
    }
}
