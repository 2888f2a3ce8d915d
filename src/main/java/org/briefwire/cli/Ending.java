package org.briefwire.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.Stop;

/**
 * The end of a command by SIGINT or SIGTERM. Of one that heeds them, what is under way is finished
 * and what it opened is closed; then the process ends with the command's own code, which is 0 for
 * one that was told to end. The others end at once.
 */
final class Ending {
    private static final long PATIENCE_SECONDS = 30;

    private final Stop told = new Stop();
    private final CountDownLatch over = new CountDownLatch(1);
    private Optional<Thread> hook = Optional.empty();
    private volatile int code = Exit.FAILED.code();

    /** From now on the command heeds both; to be said before anything is opened. */
    void heed() {
        var thread = new Thread(this::end, "ending");
        Runtime.getRuntime().addShutdownHook(thread);
        hook = Optional.of(thread);
    }

    /** Runs this as soon as the process is told to end; it must not wait for anything. */
    void then(Runnable stop) {
        told.whenTold(stop);
    }

    boolean isTold() {
        return told.isTold();
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

    private void end() {
        try {
            told.tell();
        } finally {
            Runtime.getRuntime().halt(lastCode());
        }
    }

    private int lastCode() {
        try {
            return over.await(PATIENCE_SECONDS, TimeUnit.SECONDS) ? code : Exit.FAILED.code();
        } catch (InterruptedException e) {
            return Exit.FAILED.code();
        }
    }

    /** The command is over, with this code. */
    void over(int last) {
        code = last;
        over.countDown();
        if (!isTold()) {
            hook.ifPresent(Ending::forget);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException toldThisMoment) {
            // the hook ends the process with the same code
        }
    }
}
