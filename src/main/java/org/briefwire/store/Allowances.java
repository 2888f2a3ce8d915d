package org.briefwire.store;

import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;

/** How many messages were allowed of a day's number, over all nodes. */
public final class Allowances {
    private final Database database;

    public Allowances(Database database) {
        this.database = database.prompt();
    }

    /**
     * Takes some of a day's number.
     *
     * @return how many were left to take, up to those wanted
     */
    public int take(String plan, LocalDate day, long limit, int wanted) {
        return database.write(handle -> {
            // the row is ours until the end
            add(handle, plan, day, 0);
            var taken = Math.clamp(left(handle, plan, day, limit), 0, wanted);
            add(handle, plan, day, taken);
            return taken;
        });
    }

    /** How many are left of a day's number; takes none. */
    public long left(String plan, LocalDate day, long limit) {
        return database.read(handle -> left(handle, plan, day, limit));
    }

    private static long left(Handle handle, String plan, LocalDate day, long limit) {
        return limit
                - handle.createQuery(
                                """
                                SELECT taken FROM allowance WHERE plan = :plan AND day = :day
                                """)
                        .bind("plan", plan)
                        .bind("day", day.toString())
                        .mapTo(long.class)
                        .findOne()
                        .orElse(0L);
    }

    /** Counts some that were sent without asking, or gives back some that were not needed. */
    public void count(String plan, LocalDate day, int number) {
        database.change(handle -> add(handle, plan, day, number));
    }

    /** What is not sent yet waits on purpose, until then at the latest: nobody left it. */
    public void excuse(Instant until) {
        database.change(handle ->
                handle.createUpdate("UPDATE edition SET excused = :until WHERE state = 'sealed'")
                        .bind("until", until.toEpochMilli())
                        .execute());
    }

    private static void add(Handle handle, String plan, LocalDate day, int number) {
        handle.createUpdate(
                        """
                        INSERT INTO allowance (plan, day, taken) VALUES (:plan, :day, :number)
                        ON CONFLICT (plan, day) DO UPDATE
                            SET taken = allowance.taken + excluded.taken
                        """)
                .bind("plan", plan)
                .bind("day", day.toString())
                .bind("number", number)
                .execute();
    }
}
