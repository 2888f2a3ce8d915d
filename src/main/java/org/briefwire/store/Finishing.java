package org.briefwire.store;

import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Which editions are done. It is asked all the time, while a million wait and others want to write:
 * so a look at one delivery answers for most, nothing is written when none is done, and what waits
 * is looked through only where that can find one.
 */
final class Finishing {
    private static final String NOTHING_WAITS =
            """
            state = 'sealed' AND id IN (<editions>)
            AND id NOT IN (SELECT edition FROM delivery WHERE state IN ('pending', 'deferred'))
            AND id NOT IN (SELECT edition FROM delivery WHERE state = 'sending')
            """;

    /**
     * Through what waits, of which there may be a hundred millions; senders wait for the answer.
     */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(2);

    private final Database database;
    private final Database prompt;

    Finishing(Database database) {
        this.database = database.within(LONGEST_LOOK);
        this.prompt = database.prompt();
    }

    /** Marks the sealed editions whose every delivery has ended as done; answers how many. */
    int finish() {
        var ended = prompt.read(Finishing::ended);
        if (ended.isEmpty()) {
            return 0;
        }
        var done = database.read(handle -> done(handle, ended));
        return done.isEmpty() ? 0 : database.write(handle -> mark(handle, done));
    }

    private static List<Long> done(Handle handle, List<Long> ended) {
        return handle.createQuery("SELECT id FROM edition WHERE " + NOTHING_WAITS)
                .bindList("editions", ended)
                .mapTo(Long.class)
                .list();
    }

    /** Claims go by subscription: as long as the last one waits, its edition is not done. */
    private static List<Long> ended(Handle handle) {
        return handle.createQuery(
                        """
                        SELECT id FROM edition e
                        WHERE state = 'sealed'
                          AND COALESCE((SELECT d.state FROM delivery d WHERE d.edition = e.id
                                        ORDER BY d.subscription DESC LIMIT 1), 'sent')
                              IN ('sent', 'failed', 'cancelled')
                        """)
                .mapTo(Long.class)
                .list();
    }

    /** Somebody may have made something of it due again meanwhile. */
    private static int mark(Handle handle, List<Long> done) {
        return handle.createUpdate("UPDATE edition SET state = 'done' WHERE " + NOTHING_WAITS)
                .bindList("editions", done)
                .execute();
    }
}
