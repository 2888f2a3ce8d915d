package org.briefwire.collect;

/** Why sources are collected. */
public enum Occasion {
    /** A running server looks again and again: feeds that are due, files that are finished. */
    POLL,
    /** A one-shot run: feeds that are due; files that are being written are waited for. */
    RUN,
    /** Somebody asked for it: every feed, due or not. */
    COMMAND
}
