package org.briefwire.schedule;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.briefwire.model.BriefwireException;

/**
 * The parts of a work that this node does: at most its even share of them. What is over, because
 * another node has come, is let go; any node that has fewer takes it.
 */
final class Parts {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final int all;
    private final Sharing sharing;
    private final IntSupplier nodes;
    private final CountDownLatch closing = new CountDownLatch(1);
    private int held;
    private int share;

    Parts(int all, Sharing sharing, IntSupplier nodes) {
        this.all = all;
        this.sharing = sharing;
        this.nodes = nodes;
        this.share = all;
    }

    /** Does a part for as long as it is this node's; returns at once when it has enough. */
    void hold(int part) throws InterruptedException {
        if (!begin()) {
            return;
        }
        var over = false;
        try (var tenure = sharing.take(part)) {
            while (!over
                    && tenure.lasts()
                    && !closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                over = isOver();
            }
        } finally {
            if (!over) {
                end();
            }
        }
    }

    private synchronized boolean begin() {
        look();
        if (closing.getCount() == 0 || held >= share) {
            return false;
        }
        held++;
        return true;
    }

    private synchronized boolean isOver() {
        look();
        if (held <= share) {
            return false;
        }
        held--;
        return true;
    }

    private synchronized void end() {
        held--;
    }

    private void look() {
        try {
            share = Math.ceilDiv(all, Math.max(1, nodes.getAsInt()));
        } catch (BriefwireException outOfReach) {
            // as many as before, until the database tells again
        }
    }

    /** Lets all go. */
    void close() {
        closing.countDown();
    }
}
