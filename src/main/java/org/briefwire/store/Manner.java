package org.briefwire.store;

/** How a release goes out. */
record Manner(boolean quiet, boolean urgent) {
    /** For archive and feeds only. */
    static final Manner QUIET = new Manner(true, false);
}
