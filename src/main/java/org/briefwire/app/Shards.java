package org.briefwire.app;

import org.briefwire.deliver.Dispatch;
import org.briefwire.schedule.Sharing;
import org.briefwire.store.Allotment;

/** The shards of the queue, as the scheduler shares them out to this node's dispatch. */
record Shards(Dispatch dispatch, Allotment allotment) implements Sharing {
    @Override
    public Tenure take(int shard) {
        var term = dispatch.terms();
        allotment.take(shard);
        dispatch.wake();
        return new Tenure() {
            // who lost the right to send has lost its shards to others
            @Override
            public boolean lasts() {
                return dispatch.terms() == term;
            }

            @Override
            public void close() {
                allotment.leave(shard);
            }
        };
    }
}
