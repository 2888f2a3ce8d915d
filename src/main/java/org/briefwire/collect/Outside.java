package org.briefwire.collect;

import java.time.InstantSource;

/** The world as a collector meets it: the net, the time, and how waiting is done. */
public record Outside(Fetcher fetcher, InstantSource clock, Pause pause) {}
