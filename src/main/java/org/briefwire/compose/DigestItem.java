package org.briefwire.compose;

import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.Release;

/** A briefing in a digest, and what its release made of it. */
public record DigestItem(PublishedBriefing briefing, Release.Kind kind) {}
