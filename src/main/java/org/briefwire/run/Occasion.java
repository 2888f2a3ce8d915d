package org.briefwire.run;

/** Which editions the main job makes. */
public enum Occasion {
    /** Those that are due by their cadences. */
    DUE,
    /** One of each list, at once, for everybody of it. */
    NOW
}
