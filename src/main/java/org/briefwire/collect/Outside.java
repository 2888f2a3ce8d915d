package org.briefwire.collect;

import java.time.InstantSource;
import org.briefwire.model.Stop;

/**
 * The world as a collector meets it: the net, the time, and how waiting is done.
 *
 * @param stop says that what is not collected yet is left to the next time
 */
public record Outside(Fetcher fetcher, InstantSource clock, Pause pause, Stop stop) {}
