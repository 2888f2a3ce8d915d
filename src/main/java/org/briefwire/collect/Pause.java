package org.briefwire.collect;

import java.time.Duration;

/** How a collector waits for a file that is still being written. */
@FunctionalInterface
public interface Pause {
    /** Sleeps. */
    Pause SLEEP = Thread::sleep;

    void await(Duration duration) throws InterruptedException;
}
