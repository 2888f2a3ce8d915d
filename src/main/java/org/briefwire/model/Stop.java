package org.briefwire.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The word to end, said once. Who works for long asks for it wherever the work may be left, and
 * another run goes on with it. Safe for many threads.
 */
public final class Stop {
    private final CountDownLatch told = new CountDownLatch(1);
    private final List<Runnable> hearers = new ArrayList<>();

    public boolean isTold() {
        return told.getCount() == 0;
    }

    /** Says it; who wants to hear of it does so before this returns. */
    public void tell() {
        List<Runnable> all;
        synchronized (hearers) {
            told.countDown();
            all = List.copyOf(hearers);
            hearers.clear();
        }
        all.forEach(Runnable::run);
    }

    /** Runs this when it is said, or now if it was. */
    public void whenTold(Runnable hearer) {
        synchronized (hearers) {
            if (!isTold()) {
                hearers.add(hearer);
                return;
            }
        }
        hearer.run();
    }

    /** Waits until it is said. */
    public void await() throws InterruptedException {
        told.await();
    }

    /** Waits until it is said, but not longer than this. */
    public void await(Duration longest) throws InterruptedException {
        var _ = told.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }
}
