package org.briefwire.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.briefwire.model.BriefwireException;

/**
 * The end of a process that serves until SIGINT or SIGTERM: what it opened is closed first, and it
 * exits with 0. Made before anything is opened and closed after all else.
 */
final class Ending implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "ending");

    Ending() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end() {
        told.countDown();
        try {
            var clean = closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().halt(clean ? Exit.DONE.code() : Exit.FAILED.code());
        } catch (InterruptedException e) {
            Runtime.getRuntime().halt(Exit.FAILED.code());
        }
    }

    /** Waits until the process is told to end. */
    void await() {
        try {
            told.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BriefwireException("interrupted while serving", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        if (told.getCount() > 0) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
