package org.briefwire.edition;

import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.Release;

/** A briefing in a content, and why it is there. */
public record Item(PublishedBriefing briefing, Release.Kind kind) {}
