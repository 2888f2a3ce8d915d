package org.briefwire.store;

import java.util.List;
import org.briefwire.model.Release;

/** What became of several arrivals, in their order, and what was released by that. */
public record Admissions(List<Admission> admissions, List<Release> releases) {
    public Admissions {
        admissions = List.copyOf(admissions);
        releases = List.copyOf(releases);
    }
}
