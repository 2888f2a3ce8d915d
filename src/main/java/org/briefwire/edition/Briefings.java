package org.briefwire.edition;

import java.util.Collection;
import java.util.Map;
import org.briefwire.model.BriefingId;
import org.briefwire.model.PublishedBriefing;

/** Where an edition finds the briefings that it carries, at their newest revision. */
@FunctionalInterface
public interface Briefings {
    Map<BriefingId, PublishedBriefing> find(Collection<BriefingId> ids);
}
