package org.briefwire.schedule;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.briefwire.model.BriefwireException;

/**
 * The parts of a work that this node does: at most its even share of them. What is over, because
 * another node has come, is let go; any node that has fewer takes it. What two were given, as
 * Quartz does when it thinks a node dead that is only slow, the first of them keeps.
 */
final class Parts {
    private static final Duration LOOK = Duration.ofMillis(500);

    /** After so many looks it makes sure that no other node has the part too. */
    private static final int SURE = 4;

    private final int all;
    private final Sharing sharing;
    private final Others others;
    private final CountDownLatch closing = new CountDownLatch(1);
    private int held;
    private int share;

    Parts(int all, Sharing sharing, Others others) {
        this.all = all;
        this.sharing = sharing;
        this.others = others;
        this.share = all;
    }

    /**
     * Does a part for as long as it is this node's; returns at once when it has enough, or another
     * node has the part already.
     *
     * @param job the part's, as Quartz knows it
     * @param fired Quartz's number of this call
     */
    void hold(int part, String job, String fired) throws InterruptedException {
        if (!isMine(job, fired) || !begin()) {
            return;
        }
        var looks = 0;
        var over = false;
        try (var tenure = sharing.take(part)) {
            while (!over
                    && tenure.lasts()
                    && (++looks % SURE != 0 || isMine(job, fired))
                    && !closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                over = isOver();
            }
        } finally {
            if (!over) {
                end();
            }
        }
    }

    private boolean isMine(String job, String fired) {
        try {
            return others.isFirst(job, fired);
        } catch (BriefwireException outOfReach) {
            // as it was, until the database tells again
            return true;
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
            share = Math.ceilDiv(all, Math.max(1, others.nodes()));
        } catch (BriefwireException outOfReach) {
            // as many as before, until the database tells again
        }
    }

    /** Lets all go. */
    void close() {
        closing.countDown();
    }
}
